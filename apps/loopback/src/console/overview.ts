import { type Clock, isoTime } from '@dialplane/basics';
import { isFinished, isStuck, type OperationStore } from '@dialplane/forwarding-control';
import type { ForwardStore } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import type { CallJournal } from './call-journal';
import type { RatingRuns } from './rating-runs';
import type { Schemas } from './schemas';

export type OverviewOptions = {
  readonly now: Clock;
  readonly numbers: readonly E164[];
  readonly forwards: Pick<ForwardStore, 'list'>;
  readonly operations: Pick<OperationStore, 'find'>;
  readonly journal: Pick<CallJournal, 'list' | 'failedHandlers'>;
  readonly poolUse: () => Promise<
    readonly {
      readonly pool: string;
      readonly numbers: number;
      readonly free: number;
      readonly retired: number;
    }[]
  >;
  readonly rating: Pick<RatingRuns, 'windows'>;
  readonly extensions: () => readonly Schemas['Extension'][];
};

/** A pool with fewer free numbers than this share needs attention. */
const fewFree = 0.25;

/** What needs attention now, the most severe first, and what there is. */
export const overview = async (options: OverviewOptions): Promise<Schemas['Overview']> => {
  const { now, numbers, forwards, operations, journal, rating } = options;
  const [stored, windows, pools, lastOperations] = await Promise.all([
    forwards.list(undefined, 100),
    rating.windows(),
    options.poolUse(),
    Promise.all(numbers.map((number) => operations.find(number))),
  ]);
  const calls = journal.list();
  const extensions = options.extensions();
  const attention: Schemas['Attention'][] = [
    ...lastOperations.flatMap((operation): Schemas['Attention'][] => {
      if (!operation || isFinished(operation)) return [];
      const stuck = isStuck(operation);
      if (!stuck && !operation.lastError) return [];
      return [
        {
          id: `operation ${operation.id}`,
          severity: stuck ? 'error' : 'warning',
          kind: 'operation',
          title: `The routing of ${operation.number} has been changing since ${isoTime(operation.startedAt)}${operation.lastError ? `: ${operation.lastError}` : ''}`,
          toDo: stuck
            ? 'Open the number, fix the cause, and then forward it or remove its forward again.'
            : 'Wait: the sweep retries it. Open the number to see the step.',
          since: isoTime(operation.startedAt),
          number: operation.number,
        },
      ];
    }),
    ...pools.flatMap(({ pool, numbers: all, free, retired }): Schemas['Attention'][] => {
      const inService = all - retired;
      if (inService === 0 || free / inService > fewFree) return [];
      return [
        {
          id: `pool ${pool}`,
          severity: free === 0 ? 'error' : 'warning',
          kind: 'pool',
          title: `${free} of ${inService} numbers of the pool "${pool}" are free`,
          toDo: 'Release stuck numbers, or ask the sizing advisor how many to add.',
          pool,
        },
      ];
    }),
    ...windows.flatMap(({ name, end, run }): Schemas['Attention'][] => {
      if (!run)
        return end <= isoTime(now())
          ? [
              {
                id: `rating ${name}`,
                severity: 'warning',
                kind: 'rating',
                title: `The window ${name} has records, but is not rated`,
                toDo: 'Start a back-fill for this day.',
                since: end,
                window: name,
              },
            ]
          : [];
      const { unrated, rejected } = run.counts;
      if (unrated + rejected === 0) return [];
      return [
        {
          id: `rating ${name} ${run.runId}`,
          severity: 'info',
          kind: 'rating',
          title: `The window ${name} has ${unrated} unrated and ${rejected} rejected records`,
          toDo: 'Look at their reasons: a price or a record is missing or wrong.',
          window: name,
        },
      ];
    }),
    ...extensions.flatMap(({ user, registered, emergencyAddress }): Schemas['Attention'][] => [
      ...(registered
        ? []
        : [
            {
              id: `extension ${user}`,
              severity: 'warning' as const,
              kind: 'dialtone' as const,
              title: `The phone "${user}" is not registered: it cannot be rung`,
              toDo: 'Check its power and network, then its password.',
              extension: user,
            },
          ]),
      ...(emergencyAddress === 'registered'
        ? []
        : [
            {
              id: `address ${user}`,
              severity: 'error' as const,
              kind: 'dialtone' as const,
              title: `The number of "${user}" has no registered emergency address`,
              toDo: 'Add the address to the environment file, and apply it.',
              extension: user,
            },
          ]),
    ]),
    ...journal
      .failedHandlers()
      .slice(-5)
      .map(({ call, at, error }): Schemas['Attention'] => ({
        id: `handler ${call}`,
        severity: 'error',
        kind: 'handler',
        title: `A handler failed: ${error}`,
        toDo: 'Open the call and look at the event that the handler was given.',
        since: new Date(at).toISOString(),
        call,
      })),
  ];
  const severities = ['error', 'warning', 'info'];
  return {
    attention: attention.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    counts: {
      numbers: numbers.length,
      forwards: stored.forwards.length,
      callsLive: calls.filter(({ state }) => state !== 'ended').length,
      callsEnded: calls.filter(({ state }) => state === 'ended').length,
      poolNumbers: pools.reduce((sum, pool) => sum + pool.numbers, 0),
      poolNumbersInUse: pools.reduce((sum, pool) => sum + pool.numbers - pool.free - pool.retired, 0),
      extensions: extensions.length,
      extensionsUnregistered: extensions.filter(({ registered }) => !registered).length,
      ratingRuns: windows.filter(({ run }) => run).length,
    },
  };
};
