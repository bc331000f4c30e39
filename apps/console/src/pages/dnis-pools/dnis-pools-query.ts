import type { dnisTypes, localTypes } from '@dialplane/console-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allPages } from '../../api/all-pages';
import { answered } from '../../api/api-problem';
import { dnisClient, localClient } from '../../api/clients';

type Schemas = dnisTypes.components['schemas'];
export type PoolView = Schemas['Pools']['pools'][number];
export type PoolUse = Schemas['PoolUse'];
export type PoolNumberView = Schemas['PoolNumber'];
export type SizingRequest = Schemas['SizingRequest'];
export type Sizing = Schemas['Sizing'];
export type PoolHistoryView = localTypes.components['schemas']['PoolHistory'];

export const usePools = () =>
  useQuery({
    queryKey: ['pools'],
    queryFn: async ({ signal }) => (await answered(dnisClient.GET('/pools', { signal }))).pools,
  });

/** How many numbers are free, reserved, connected and resting. Time alone changes it, so it is read every 5 seconds. */
export const usePoolUse = (pool: string) =>
  useQuery({
    queryKey: ['pools', pool, 'use'],
    queryFn: ({ signal }) =>
      answered(dnisClient.GET('/pools/{pool}/use', { signal, params: { path: { pool } } })),
    refetchInterval: 5_000,
  });

/** Every number of a pool, with the reservations that hold it. */
export const usePoolNumbers = (pool: string) =>
  useQuery({
    queryKey: ['pools', pool, 'numbers'],
    queryFn: ({ signal }) =>
      allPages(async (next) => {
        const query = { limit: '100', ...(next !== undefined && { next }) };
        const { numbers, next: more } = await answered(
          dnisClient.GET('/pools/{pool}/numbers', { signal, params: { path: { pool }, query } }),
        );
        return { items: numbers, next: more };
      }),
    refetchInterval: 5_000,
  });

/** The use of a pool over time, and its latest events. */
export const usePoolHistory = (pool: string, minutes: number, isOffered: boolean) =>
  useQuery({
    queryKey: ['pools', pool, 'history', minutes],
    queryFn: ({ signal }) =>
      answered(
        localClient.GET('/api/local/pools/{pool}/history', {
          signal,
          params: { path: { pool }, query: { minutes: String(minutes) } },
        }),
      ),
    enabled: isOffered,
  });

/** Ends a reservation: its number rests, and is then lent again. */
export const useRelease = (pool: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reservation: string) =>
      answered(
        dnisClient.DELETE('/pools/{pool}/reservations/{reservation}', {
          params: { path: { pool, reservation } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['pools'] }),
  });
};

/** How many numbers a pool needs for some traffic. */
export const useSizing = (body: SizingRequest | undefined) =>
  useQuery({
    queryKey: ['sizing', body],
    queryFn: ({ signal }) => answered(dnisClient.POST('/sizing', { signal, body: body as SizingRequest })),
    enabled: body !== undefined,
    placeholderData: (earlier) => earlier,
    staleTime: Infinity,
  });
