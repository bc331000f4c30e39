import type { localTypes } from '@dialplane/console-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../api/api-problem';
import { localApi } from '../../api/clients';

type Schemas = localTypes.components['schemas'];
export type Dialtone = Schemas['Dialtone'];
export type Extension = Schemas['Extension'];
export type DialExplanation = Schemas['DialExplanation'];

export const useDialtone = () =>
  useQuery({
    queryKey: ['dialtone'],
    queryFn: ({ signal }) => answered(localApi.GET('/api/local/dialtone', { signal })),
  });

/** A dry run: may this extension dial this, and why? */
export const useExplainDial = (user: string, dials: string) =>
  useQuery({
    queryKey: ['dialtone', 'explain', user, dials],
    queryFn: ({ signal }) =>
      answered(localApi.POST('/api/local/dialtone/explain', { signal, body: { user, dials } })),
    enabled: dials !== '',
    placeholderData: (earlier) => earlier,
  });

/** Registers a SIP phone, or switches it off. */
export const useSetRegistration = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, registered }: { readonly user: string; readonly registered: boolean }) =>
      answered(
        localApi.PUT('/api/local/dialtone/extensions/{user}/registration', {
          params: { path: { user } },
          body: { registered },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['dialtone'] }),
  });
};
