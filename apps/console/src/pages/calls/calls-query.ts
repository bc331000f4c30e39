import type { localTypes } from '@dialplane/console-api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, received } from '../../api/api-problem';
import { localClient } from '../../api/clients';

type Schemas = localTypes.components['schemas'];
export type CallSummaryView = Schemas['CallSummary'];
export type CallView = Schemas['Call'];
export type LadderView = Schemas['Ladder'];
export type ExchangeView = Schemas['Exchange'];
export type PhoneView = Schemas['Phone'];
export type PhoneLineView = Schemas['PhoneLine'];
export type PhoneActionView = Schemas['PhoneAction'];
export type PhoneBehaviourView = Schemas['Behaviour'];
export type PlaceCall = Schemas['PlaceCall'];

/** Which calls the list shows. */
export type CallFilter = { readonly state: '' | 'live' | 'ended'; readonly number: string };

/** Calls, the latest first, a page of 100 at a time. */
export const useCalls = ({ state, number }: CallFilter) =>
  useInfiniteQuery({
    queryKey: ['calls', state, number],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: '100',
        ...(state !== '' && { state }),
        ...(number !== '' && { number }),
        ...(pageParam !== '' && { next: pageParam }),
      };
      return answered(localClient.GET('/api/local/calls', { signal, params: { query } }));
    },
    getNextPageParam: ({ next }) => next,
  });

/** One call, with its ladder and the reasons of where it went. */
export const useCall = (id: string) =>
  useQuery({
    queryKey: ['call', id],
    queryFn: ({ signal }) =>
      answered(localClient.GET('/api/local/calls/{id}', { signal, params: { path: { id } } })),
  });

/** Phones that have a behaviour of their own or a call. */
export const usePhones = () =>
  useQuery({
    queryKey: ['phones'],
    queryFn: async ({ signal }) => (await answered(localClient.GET('/api/local/phones', { signal }))).phones,
  });

/** Refreshes every query whose key starts with one of these words. */
const useRefresh = (...words: readonly string[]) => {
  const client = useQueryClient();
  return () => Promise.all(words.map((word) => client.invalidateQueries({ queryKey: [word] })));
};

/** A phone calls a number. */
export const usePlaceCall = () => {
  const refresh = useRefresh('calls', 'phones');
  return useMutation({
    mutationFn: (body: PlaceCall) => answered(localClient.POST('/api/local/calls', { body })),
    onSettled: refresh,
  });
};

/** The caller of a call hangs up. */
export const useHangUp = (id: string) => {
  const refresh = useRefresh('calls', 'call', 'phones');
  return useMutation({
    mutationFn: () => received(localClient.DELETE('/api/local/calls/{id}', { params: { path: { id } } })),
    onSettled: refresh,
  });
};

/** Acts as a phone: answers, is busy, declines, presses keys, hangs up. */
export const useActAsPhone = (id: string) => {
  const refresh = useRefresh('phones', 'calls', 'call');
  return useMutation({
    mutationFn: ({ line, action }: { readonly line: string; readonly action: PhoneActionView }) =>
      received(
        localClient.POST('/api/local/phones/{id}/lines/{line}', {
          params: { path: { id, line } },
          body: action,
        }),
      ),
    onSettled: refresh,
  });
};

/** Sets what a phone does when it rings. */
export const useSetBehaviour = () => {
  const refresh = useRefresh('phones');
  return useMutation({
    mutationFn: ({ id, behaviour }: { readonly id: string; readonly behaviour: PhoneBehaviourView }) =>
      answered(localClient.PUT('/api/local/phones/{id}', { params: { path: { id } }, body: behaviour })),
    onSettled: refresh,
  });
};

/** Gives a phone its default behaviour back. */
export const useResetPhone = () => {
  const refresh = useRefresh('phones');
  return useMutation({
    mutationFn: (id: string) =>
      received(localClient.DELETE('/api/local/phones/{id}', { params: { path: { id } } })),
    onSettled: refresh,
  });
};
