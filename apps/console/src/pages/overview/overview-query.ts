import type { localTypes } from '@dialplane/console-api';
import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api-problem';
import { localClient } from '../../api/clients';

type Schemas = localTypes.components['schemas'];
export type Overview = Schemas['Overview'];
export type Attention = Schemas['Attention'];

/** What needs attention now, and the counts of each system. */
export const useOverview = () =>
  useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => answered(localClient.GET('/api/local/overview', { signal })),
    refetchInterval: 15_000,
  });
