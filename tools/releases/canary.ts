import { fail, ok, type Result } from '@dialplane/basics';
import {
  type Moved,
  type ReleasedFunction,
  ReleaseError,
  type Releases,
} from '@dialplane/dialtone-provisioning';

/** A release of functions behind aliases. */
export type CanaryRelease = {
  /** Their names. They are released together. */
  readonly functions: readonly string[];
  readonly releases: Pick<Releases, 'read' | 'serve' | 'share'>;
  /** The names of the alarms that are active now. */
  readonly activeAlarms: () => Promise<readonly string[]>;
  /** The share of invocations that the new version gets at first, above 0 and below 1. */
  readonly share: number;
  /** How long the alarms are watched with that share, and again with all invocations. */
  readonly minutes: number;
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /**
   * Aborts when the process is told to stop. The release is then rolled back at once: GitHub ends a cancelled step after ten
   * seconds (GitHub Docs, "Workflow cancellation reference").
   */
  readonly signal?: AbortSignal;
  readonly progress: (text: string) => void;
};

/** How often alarms are read. CloudWatch evaluates an alarm every minute. */
const everySeconds = 15;

type Step = { readonly target: ReleasedFunction; readonly newest: string };

/**
 * Sends a share of the invocations to the newest version of each function, watches the alarms, then sends all, and watches
 * again. If an alarm is raised, each function serves the version before, and remembers that the new one was refused. If the
 * release is stopped, each function serves the version before, and the release may be tried again.
 *
 * It looks at what is really there, so a release that was interrupted is continued by running it again.
 *
 * @returns the functions that serve another version now; or why none does
 */
export const releaseByCanary = async (release: CanaryRelease): Promise<Result<readonly Moved[], string>> => {
  const { functions, releases, share, minutes, progress } = release;
  if (release.signal?.aborted) return fail('Cannot release: it was stopped');
  const before = await release.activeAlarms();
  if (before.length > 0)
    return fail(`Cannot release while alarms are active: ${before.join(', ')}. Fix their cause first`);

  const steps: Step[] = [];
  try {
    for (const name of functions) {
      const target = await releases.read(name);
      const newest = newestOf(target);
      if (target.serving.refused?.includes(newest))
        return fail(
          `Cannot release version ${newest} of ${name}: an alarm was raised when it was released before. Deploy a fix`,
        );
      if (newest !== target.serving.version || isSplit(target)) steps.push({ target, newest });
    }
  } catch (error) {
    return fail(messageOf(error));
  }
  if (steps.length === 0) return ok([]);

  try {
    const percent = Math.round(share * 100);
    for (const { target, newest } of steps) {
      progress(`${target.name}: ${percent} % of invocations go to version ${newest}`);
      await releases.share(target.name, newest, share);
    }
    const early = await problemWithin(minutes, release);
    if (early !== undefined)
      return await takeBack(steps, early, release, { refused: !release.signal?.aborted });

    for (const { target, newest } of steps) {
      progress(`${target.name}: all invocations go to version ${newest}`);
      await releases.serve(target.name, newest, historyWith(target, newest));
    }
    const late = await problemWithin(minutes, release);
    if (late !== undefined)
      return await takeBack(steps, late, release, { refused: !release.signal?.aborted });
  } catch (error) {
    return await takeBack(steps, messageOf(error), release, { refused: false });
  }
  return ok(
    steps.map(({ target, newest }) => ({
      name: target.name,
      version: newest,
      instead: target.serving.version,
    })),
  );
};

/**
 * Lets each function serve the version before the present one, which is then refused, and ends a canary that is running.
 *
 * @returns the functions that serve another version now; or why none does
 */
export const rollBackFunctions = async (
  functions: readonly string[],
  releases: CanaryRelease['releases'],
): Promise<Result<readonly Moved[], string>> => {
  try {
    const targets = await Promise.all(functions.map((name) => releases.read(name)));
    const stuck = targets.find((it) => !isSplit(it) && it.serving.before.length === 0);
    if (stuck)
      return fail(
        `Cannot roll ${stuck.name} back: it served nothing before version ${stuck.serving.version}`,
      );
    const moved: Moved[] = [];
    for (const target of targets) {
      const { name, serving } = target;
      const { version, before, refused = [] } = serving;
      const [previous = version, ...earlier] = before;
      if (isSplit(target)) await releases.serve(name, version, before, [newestOf(target), ...refused]);
      else {
        await releases.serve(name, previous, earlier, [version, ...refused]);
        moved.push({ name, version: previous, instead: version });
      }
    }
    return ok(moved);
  } catch (error) {
    return fail(messageOf(error));
  }
};

/** @returns what was wrong within the time; undefined if nothing was */
const problemWithin = async (
  minutes: number,
  { activeAlarms, sleep, signal }: CanaryRelease,
): Promise<string | undefined> => {
  for (let waited = 0; waited < minutes * 60; waited += everySeconds) {
    await sleep(everySeconds * 1000, signal).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    });
    if (signal?.aborted) return 'the release was stopped';
    const alarms = await activeAlarms();
    if (alarms.length > 0) return `alarms were raised: ${alarms.join(', ')}`;
  }
  return undefined;
};

const takeBack = async (
  steps: readonly Step[],
  because: string,
  { releases, progress }: CanaryRelease,
  { refused }: { readonly refused: boolean },
): Promise<Result<never, string>> => {
  const left: string[] = [];
  for (const { target, newest } of steps) {
    const { version, before, refused: already = [] } = target.serving;
    progress(`${target.name}: all invocations go back to version ${version}`);
    const wrong = refused ? [newest, ...already] : already;
    await releases
      .serve(target.name, version, before, wrong)
      .catch((error: unknown) => void left.push(messageOf(error)));
  }
  return fail(
    left.length === 0
      ? `Rolled back, because ${because}`
      : `Not rolled back completely, although ${because}: ${left.join('; ')}. Run the rollback again`,
  );
};

const isSplit = ({ serving }: ReleasedFunction): boolean => Object.keys(serving.shares).length > 0;

const newestOf = ({ name, versions }: ReleasedFunction): string => {
  const numbers = versions.map(({ version }) => Number(version)).filter(Number.isInteger);
  if (numbers.length === 0) throw new ReleaseError(`Cannot release ${name}: it has no published version`);
  return String(Math.max(...numbers));
};

const historyWith = ({ serving }: ReleasedFunction, newest: string): readonly string[] =>
  serving.version === newest ? serving.before : [serving.version, ...serving.before];

const messageOf = (error: unknown): string => {
  if (error instanceof ReleaseError) return error.message;
  throw error;
};
