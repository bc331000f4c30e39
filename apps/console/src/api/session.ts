import { useQuery } from '@tanstack/react-query';
import { answered } from './api-problem';
import { localApi } from './clients';

/** Who is signed in. The session itself is a cookie, which no script can read. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => answered(localApi.GET('/session', { signal })),
    staleTime: 60_000,
  });

/** Whether the person who is signed in may change anything. The API decides in the end: this only explains it early. */
export const useMayChange = (): boolean => useSession().data?.mayChange ?? true;

/** Signs out, and leaves the page, so that nothing of it stays in memory. */
export const signOut = async (path: string): Promise<void> => {
  await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'X-Dialplane-Console': '1' } });
  location.assign('/');
};
