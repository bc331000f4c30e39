import {
  dialtoneApps,
  functionName,
  type ReleasedFunction,
  ReleaseError,
  type Releases,
  type SmokeAnswer,
} from '../src';

/** Functions in memory. What a version answers is for the test to say. */
export const releasesInMemory = (
  functions: Readonly<Record<string, Partial<ReleasedFunction>>>,
  answer: (functionName: string, event: unknown) => SmokeAnswer = () => ({ status: 200, body: '' }),
  refuse: (functionName: string, version: string) => boolean = () => false,
) => {
  const state = new Map<string, ReleasedFunction>(
    Object.entries(functions).map(([name, given]) => [
      name,
      { name, versions: [], serving: { version: '1', before: [], shares: {} }, ...given },
    ]),
  );
  const of = (name: string): ReleasedFunction => {
    const found = state.get(name);
    if (!found) throw new ReleaseError(`Cannot read the function ${name}`);
    return found;
  };
  const releases: Releases = {
    read: async (name) => of(name),
    copy: async (from, to) => {
      const source = of(from.name).versions.find(({ version }) => version === from.version);
      const target = of(to);
      const version = String(Math.max(0, ...target.versions.map((it) => Number(it.version) || 0)) + 1);
      const latest = target.versions.find((it) => it.version === '$LATEST');
      const made = {
        version,
        codeSha256: source?.codeSha256 ?? '',
        role: `role-of-${to}`,
        settings: latest?.settings ?? 'settings',
      };
      state.set(to, { ...target, versions: [...target.versions, made] });
      return made;
    },
    serve: async (name, version, before, refused) => {
      if (refuse(name, version)) throw new ReleaseError(`Cannot let ${name} serve version ${version}`);
      state.set(name, { ...of(name), serving: { version, before, shares: {}, ...(refused && { refused }) } });
    },
    share: async (name, version, share) => {
      const { serving, ...rest } = of(name);
      state.set(name, { ...rest, serving: { ...serving, shares: { [version]: share } } });
    },
    ask: async (name, _version, event) => answer(name, event),
  };
  return {
    releases,
    serving: (name: string) => of(name).serving,
    versions: (name: string) => of(name).versions,
  };
};

/** The same function for each app of an environment. */
export const everyApp = (
  stage: string,
  given: Partial<ReleasedFunction>,
): Readonly<Record<string, Partial<ReleasedFunction>>> =>
  Object.fromEntries(dialtoneApps.map((app) => [functionName(stage, app), given]));
