import { QueryClient } from '@tanstack/react-query';
import { mayPass } from './api-problem';

/** Keeps what the APIs answered. A failure that may pass is retried twice; a list is read again when its page is opened again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (failures) => 300 * 2 ** failures,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

// What a person typed and has not saved waits for as long as the page is open.
queryClient.setQueryDefaults(['draft'], { gcTime: Infinity });
