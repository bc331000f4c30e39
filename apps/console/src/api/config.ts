import type { localTypes } from '@dialplane/console-api';
import { useQuery } from '@tanstack/react-query';
import { answered } from './api-problem';
import { localClient } from './clients';

export type Config = localTypes.components['schemas']['Config'];
export type Feature = Config['features'][number];

/** What the server of this page can answer. */
export const useConfig = () =>
  useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => answered(localClient.GET('/config.json', { signal })),
    staleTime: Infinity,
  });

/** Whether the server can answer what a page needs. */
export const useHas = (feature: Feature): boolean => useConfig().data?.features.includes(feature) ?? false;

/** Whether real phones ring and money is spent. Until the server has said otherwise, they do. */
export const useIsReal = (): boolean => useConfig().data?.kind !== 'loopback';
