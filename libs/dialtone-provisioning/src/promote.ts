import { fail, ok, type Result } from '@dialplane/basics';
import {
  dialtoneApps,
  functionName,
  type ReleasedFunction,
  type ReleasedVersion,
  ReleaseError,
  type Releases,
} from './releases';

/** What a version must answer before calls reach it. */
export type SmokeTest = {
  readonly app: (typeof dialtoneApps)[number];
  readonly what: string;
  readonly event: unknown;
  /** @returns why the answer is wrong; undefined when it is right */
  readonly wrong: (answer: { readonly status: number; readonly body: string }) => string | undefined;
};

export type Promotion = {
  readonly from: string;
  readonly to: string;
  readonly releases: Releases;
  readonly smokeTests: readonly SmokeTest[];
  readonly progress: (text: string) => void;
};

/** A function that now serves another version. */
export type Moved = { readonly name: string; readonly version: string; readonly instead: string };

type Outcome = Result<readonly Moved[], string>;

/**
 * Promotes the release that one stage serves to another: the same bytes, not built again, with the settings that the other stage
 * has now. All functions are copied and tried before the first call reaches any of them, and a failure half way leaves every
 * function where it was.
 */
export const promote = ({ from, to, releases, smokeTests, progress }: Promotion): Promise<Outcome> =>
  told(async () => {
    const pairs = await Promise.all(
      dialtoneApps.map(async (app) => ({
        app,
        source: await releases.read(functionName(from, app)),
        target: await releases.read(functionName(to, app)),
      })),
    );
    const split = pairs.map(({ target }) => splitIssue(target)).find((issue) => issue !== undefined);
    if (split) return fail(split);

    const next: {
      readonly app: string;
      readonly target: ReleasedFunction;
      readonly version: ReleasedVersion;
    }[] = [];
    for (const { app, source, target } of pairs) {
      const wanted = versionOf(source, source.serving.version);
      // A deployment changes the settings of $LATEST alone: a version without them is not what the stage should serve.
      const latest = target.versions.find(({ version }) => version === '$LATEST');
      const there = target.versions
        .filter(
          (it) =>
            it !== latest &&
            it.codeSha256 === wanted.codeSha256 &&
            (!latest || it.settings === latest.settings),
        )
        .at(-1);
      if (!there) progress(`Copying ${source.name}:${wanted.version} to ${target.name}`);
      const version =
        there ?? (await releases.copy({ name: source.name, version: wanted.version }, target.name));
      if (version.codeSha256 !== wanted.codeSha256)
        return fail(
          `Cannot promote ${source.name}: the code of ${target.name}:${version.version} differs, so it was changed while it was copied`,
        );
      next.push({ app, target, version });
    }

    for (const { app, what, event, wrong } of smokeTests) {
      const tried = next.find((it) => it.app === app);
      if (!tried) continue;
      progress(`Trying ${tried.target.name}:${tried.version.version}: ${what}`);
      const issue = wrong(await releases.ask(tried.target.name, tried.version.version, event));
      if (issue)
        return fail(
          `Cannot promote ${from} to ${to}: ${what}: ${issue}. Calls still reach the previous version`,
        );
    }
    if (next.every(({ target, version }) => version.version === target.serving.version)) return ok([]);
    // Also for a function that stays where it is: one rollback must return all of them to versions that served together.
    return serveAll(
      releases,
      next.map(({ target, version }) => ({
        target,
        version: version.version,
        before: [target.serving.version, ...target.serving.before],
      })),
    );
  });

/**
 * Returns a stage to the release that it served before: by its history, never `$LATEST` and never a version that was rolled back.
 * A function without an earlier version stays where it is: it was added to the stage later than the others.
 */
export const rollBack = (stage: string, releases: Releases): Promise<Outcome> =>
  told(async () => {
    const targets = await Promise.all(dialtoneApps.map((app) => releases.read(functionName(stage, app))));
    const split = targets.map(splitIssue).find((issue) => issue !== undefined);
    if (split) return fail(split);
    const steps = targets.flatMap((target): readonly Step[] => {
      const [version, ...before] = target.serving.before;
      return version === undefined ? [] : [{ target, version, before }];
    });
    return steps.length === 0
      ? fail(`Cannot roll back ${stage}: none of its functions has served another version before`)
      : serveAll(releases, steps);
  });

type Step = {
  readonly target: ReleasedFunction;
  readonly version: string;
  readonly before: readonly string[];
};

const serveAll = async (releases: Releases, steps: readonly Step[]): Promise<Outcome> => {
  const moved: Step[] = [];
  try {
    for (const step of steps) {
      moved.push(step);
      await releases.serve(step.target.name, step.version, step.before.slice(0, longest));
    }
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    for (const { target } of moved)
      await releases.serve(target.name, target.serving.version, target.serving.before);
    return fail(`${error.message}. Every function serves the same version as before`);
  }
  return ok(
    moved.flatMap(({ target, version }) =>
      version === target.serving.version
        ? []
        : [{ name: target.name, version, instead: target.serving.version }],
    ),
  );
};

/** How many versions a history remembers: an alias's description has 256 characters. */
const longest = 20;

const versionOf = ({ name, versions }: ReleasedFunction, version: string): ReleasedVersion => {
  const found = versions.find((it) => it.version === version);
  if (!found) throw new ReleaseError(`Cannot find version ${version} of ${name}`);
  return found;
};

/** Calls that two versions share are not moved: the two may even have different roles, which Lambda refuses. */
const splitIssue = ({ name, versions, serving }: ReleasedFunction): string | undefined => {
  const others = Object.keys(serving.shares);
  if (others.length === 0) return undefined;
  const roleOf = (version: string) => versions.find((it) => it.version === version)?.role ?? 'unknown';
  const roles = [serving.version, ...others].map((version) => `${version} as ${roleOf(version)}`);
  return `Cannot move ${name}: its calls are split between versions (${roles.join(', ')}), so end the split first`;
};

const told = async (work: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReleaseError) return fail(error.message);
    throw error;
  }
};
