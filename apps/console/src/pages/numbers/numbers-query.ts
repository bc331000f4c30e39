import type { forwardingTypes } from '@dialplane/console-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages } from '../../api/all-pages';
import { answered, received } from '../../api/api-problem';
import { forwardingClient } from '../../api/clients';
import { refreshForward } from '../../api/refresh-forward';

type Schemas = forwardingTypes.components['schemas'];
export type ListedNumberView = Schemas['Number'];
export type VoiceConnectorView = Schemas['VoiceConnectors']['voiceConnectors'][number];

/** Whether an operation changes where the number goes. Until it has ended, the number cannot be changed. */
export const isMoving = ({ operation }: ListedNumberView): boolean =>
  operation?.status === 'moving' || operation?.status === 'restoring';

/** All numbers of the account. While an operation runs, they are read again every second. */
export const useNumbers = () =>
  useQuery({
    queryKey: ['numbers'],
    queryFn: ({ signal }) =>
      allPages(async (next) => {
        const query = { limit: '100', ...(next !== undefined && { next }) };
        const page = await answered(forwardingClient.GET('/numbers', { signal, params: { query } }));
        return { items: page.numbers, next: page.next };
      }),
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? 1_000 : 30_000),
  });

/** All Voice Connectors of the account. */
export const useVoiceConnectors = () =>
  useQuery({
    queryKey: ['voice-connectors'],
    queryFn: ({ signal }) =>
      allPages(async (next) => {
        const query = { limit: '100', ...(next !== undefined && { next }) };
        const page = await answered(forwardingClient.GET('/voice-connectors', { signal, params: { query } }));
        return { items: page.voiceConnectors, next: page.next };
      }),
    staleTime: 60_000,
  });

/** Forwards a number that has no forward to one phone. */
export const useForwardNumber = (number: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (target: string) =>
      received(
        forwardingClient.PUT('/forwards/{number}', {
          params: { path: { number }, header: { 'If-None-Match': '*' } },
          body: { targets: [{ kind: 'phone', number: target }], callerId: 'caller', atEnd: 'apology' },
        }),
      ),
    onSettled: () => refreshForward(client, number),
  });
};

/** Removes the forward of a number. `to` is a Voice Connector, `nowhere`, or undefined: back to where the number was. */
export const useRemoveForward = ({ number, forward }: ListedNumberView) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: string | undefined) =>
      received(
        forwardingClient.DELETE('/forwards/{number}', {
          params: {
            path: { number },
            header: { 'If-Match': `"${forward?.version}"` },
            ...(to !== undefined && { query: { to } }),
          },
        }),
      ),
    onSettled: () => refreshForward(client, number),
  });
};
