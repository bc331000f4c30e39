import type { Logger } from '@dialplane/lambda-runtime';
import type { Platform } from '../platform';
import type { RatingRuns } from './rating-runs';

/** What loopback's own API shows and changes. */
export type ConsoleServer = Pick<
  Platform,
  | 'network'
  | 'dnis'
  | 'dialtone'
  | 'api'
  | 'control'
  | 'journal'
  | 'events'
  | 'poolHistory'
  | 'defaultBehaviour'
> & {
  readonly rating: RatingRuns;
  /** Receives a line for each call that a phone places, with its ladder. @default none */
  readonly log: Pick<Logger, 'info' | 'error'>;
};
