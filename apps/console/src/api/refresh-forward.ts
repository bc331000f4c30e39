import type { QueryClient } from '@tanstack/react-query';

/** Reads again what a change of a number's forward makes out of date. The editors of other numbers look for loops in all forwards. */
export const refreshForward = (client: QueryClient, number: string): Promise<unknown> =>
  Promise.all(
    [['forward', number], ['numbers'], ['forwards']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
