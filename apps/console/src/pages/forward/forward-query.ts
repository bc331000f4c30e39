import type { forwardingTypes } from '@dialplane/console-api';
import type { Forward } from '@dialplane/forwarding';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages } from '../../api/all-pages';
import { answered, hasStatus, received } from '../../api/api-problem';
import { forwardingClient, localClient } from '../../api/clients';
import { refreshForward } from '../../api/refresh-forward';

type Schemas = forwardingTypes.components['schemas'];
export type ForwardView = Schemas['StoredForward'];
export type ExplanationView = Schemas['Explanation'];
export type SupposedCallView = Schemas['SupposedCall'];
export type ForwardChangeView = Schemas['Changes']['changes'][number];

/** The forward of a number as it is stored. Null: it has none. While the number is being moved, it is read again every 2 seconds. */
export const useForward = (number: string, isMoving = false) =>
  useQuery({
    queryKey: ['forward', number],
    queryFn: ({ signal }) =>
      answered(forwardingClient.GET('/forwards/{number}', { signal, params: { path: { number } } })).catch(
        (error: unknown) => {
          if (hasStatus(error, 404)) return null;
          throw error;
        },
      ),
    refetchInterval: ({ state }) => isMoving && !hasStatus(state.error, 401) && 2_000,
  });

/** Every forward: a new one must not form a loop with them. */
export const useForwards = () =>
  useQuery({
    queryKey: ['forwards'],
    queryFn: ({ signal }) =>
      allPages(async (next) => {
        const query = { limit: '100', ...(next !== undefined && { next }) };
        const page = await answered(forwardingClient.GET('/forwards', { signal, params: { query } }));
        return { items: page.forwards as unknown as readonly Forward[], next: page.next };
      }),
    staleTime: 30_000,
    refetchInterval: 30_000, // a loop that another person has removed must not block a save
  });

/** Who changed the forward of a number: the latest 20 changes. */
export const useChanges = (number: string) =>
  useQuery({
    queryKey: ['forward', number, 'changes'],
    queryFn: async ({ signal }) => {
      const parameters = { path: { number }, query: { limit: '20' } };
      const page = forwardingClient.GET('/numbers/{number}/changes', { signal, params: parameters });
      return (await answered(page)).changes;
    },
  });

/** The prompts as sound, which loopback has. */
export const usePrompts = (isOffered: boolean) =>
  useQuery({
    queryKey: ['prompts'],
    queryFn: async ({ signal }) =>
      (await answered(localClient.GET('/api/local/prompts', { signal }))).prompts,
    enabled: isOffered,
    staleTime: Infinity,
  });

type Saving = {
  readonly forward: Forward;
  /** The version that was edited. Undefined: there was no forward. */
  readonly version: number | undefined;
};

/** Stores a forward, unless another person changed it in the meantime: then the API answers with 412. */
export const useSaveForward = (number: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ forward, version }: Saving) =>
      received(
        forwardingClient.PUT('/forwards/{number}', {
          params: {
            path: { number },
            header: version === undefined ? { 'If-None-Match': '*' } : { 'If-Match': `"${version}"` },
          },
          body: forward as Schemas['Forward'],
        }),
      ),
    onSettled: () => refreshForward(client, number),
  });
};

/** What would happen to a call, and why. No phone rings. */
export const useExplain = () =>
  useMutation({
    mutationFn: (call: SupposedCallView) => answered(forwardingClient.POST('/explain', { body: call })),
  });
