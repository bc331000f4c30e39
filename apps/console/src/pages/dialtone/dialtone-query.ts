import type { localTypes } from '@dialplane/console-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../api/api-problem';
import { localClient } from '../../api/clients';

type Schemas = localTypes.components['schemas'];
export type DialtoneView = Schemas['Dialtone'];
export type ExtensionView = Schemas['Extension'];
export type DialExplanation = Schemas['DialExplanation'];

export const useDialtone = () =>
  useQuery({
    queryKey: ['dialtone'],
    queryFn: ({ signal }) => answered(localClient.GET('/api/local/dialtone', { signal })),
  });

/** A dry run: may this extension dial this, and why? */
export const useExplainDial = (user: string, dials: string) =>
  useQuery({
    queryKey: ['dialtone', 'explain', user, dials],
    queryFn: ({ signal }) =>
      answered(localClient.POST('/api/local/dialtone/explain', { signal, body: { user, dials } })),
    enabled: dials !== '',
    placeholderData: (earlier) => earlier,
  });

/** Registers a SIP phone, or switches it off. */
export const useSetRegistration = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, registered }: { readonly user: string; readonly registered: boolean }) =>
      answered(
        localClient.PUT('/api/local/dialtone/extensions/{user}/registration', {
          params: { path: { user } },
          body: { registered },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['dialtone'] }),
  });
};
