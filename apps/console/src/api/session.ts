import { useQuery } from '@tanstack/react-query';
import { answered } from './api-problem';
import { localClient } from './clients';

/** Who is signed in. The session itself is a cookie, which no script can read. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => answered(localClient.GET('/session', { signal })),
    staleTime: 60_000,
    // Reading it replaces a token that soon ends, so a page that stays open stays signed in.
    refetchInterval: 300_000,
  });

/** Whether the person who is signed in may change anything. The API decides in the end: this only explains it early. */
export const useMayChange = (): boolean => useSession().data?.mayChange ?? true;

/**
 * Signs out, and leaves the page, so that nothing of it stays in memory. The answer says where the sign-in service ends its own
 * session: without that, the next sign-in would ask for no password.
 */
export const signOut = async (path: string): Promise<void> => {
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'X-Dialplane-Console': '1' },
  });
  const { to = '/' } = (await answer.json().catch(() => ({}))) as { readonly to?: string };
  location.assign(to);
};
