import type { localTypes } from '@dialplane/console-api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../api/api-problem';
import { localClient } from '../../api/clients';

type Schemas = localTypes.components['schemas'];
export type RatingWindow = Schemas['RatingWindows']['windows'][number];
export type RatingRun = Schemas['RatingRun'];
export type RatingTotals = Schemas['RatingTotals'];
export type RunDifference = Schemas['RunDifference'];
export type BackFill = Schemas['BackFill'];
export type TotalsBy = RatingTotals['by'];
export type RowKind = 'unrated' | 'rejected' | 'delta';

export const useWindows = () =>
  useQuery({
    queryKey: ['rating'],
    queryFn: async ({ signal }) =>
      (await answered(localClient.GET('/api/local/rating/windows', { signal }))).windows,
  });

export const useTotals = (window: string, runId: string, by: TotalsBy) =>
  useQuery({
    queryKey: ['rating', window, runId, 'totals', by],
    queryFn: async ({ signal }) =>
      (
        await answered(
          localClient.GET('/api/local/rating/windows/{window}/totals/{by}', {
            signal,
            params: { path: { window, by } },
          }),
        )
      ).rows,
  });

/** Rows of an output file, 50 at a time. */
export const useRows = (window: string, runId: string, kind: RowKind) =>
  useInfiniteQuery({
    queryKey: ['rating', window, runId, 'rows', kind],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answered(
        localClient.GET('/api/local/rating/windows/{window}/rows/{kind}', {
          signal,
          params: { path: { window, kind }, query: pageParam === '' ? {} : { next: pageParam } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

/** Back-fills, the latest first. One that runs is read again each second, should an event be lost. */
export const useBackFills = () =>
  useQuery({
    queryKey: ['rating', 'back-fills'],
    queryFn: async ({ signal }) =>
      (await answered(localClient.GET('/api/local/rating/back-fills', { signal }))).backFills,
    refetchInterval: ({ state }) => (state.data?.[0]?.state === 'running' ? 1_000 : false),
  });

export const useStartBackFill = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['StartBackFill']) =>
      answered(localClient.POST('/api/local/rating/back-fills', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['rating'] }),
  });
};
