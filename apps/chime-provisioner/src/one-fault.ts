import type { ErrorName, Fault } from '@dialplane/virtual-chime';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What may be told about a request: the errors that the SDK's own documentation has for it. */
const documentedErrors = (operation: string): readonly ErrorName[] => {
  const folder = dirname(require.resolve('@aws-sdk/client-chime-sdk-voice/package.json'));
  const text = readFileSync(join(folder, `dist-types/commands/${operation}.d.ts`), 'utf8');
  const names = [...text.matchAll(/@throws \{@link (\w+Exception)\}/g)].map(([, name]) => name as ErrorName);
  return names.filter((name) => (name as string) !== 'ChimeSDKVoiceServiceException');
};

/** What goes wrong, once. */
export type Planned = { readonly fault: Fault; readonly when: 'before' | 'after' };

/** What happens to each request in its turn. */
const anywhere: readonly Planned[] = [
  { fault: { error: 'NotFoundException' }, when: 'before' },
  { fault: { lost: true }, when: 'before' },
  // Done, and not known to be done.
  { fault: { lost: true }, when: 'after' },
  { fault: { error: 'ServiceFailureException' }, when: 'after' },
];

/** Faults for the nth of some requests: all that are documented where an operation comes first, and where it comes last. */
export const faultsFor = (requests: readonly string[], at: number): readonly Planned[] => {
  const operation = requests[at] ?? '';
  const atAnEnd = requests.indexOf(operation) === at || requests.lastIndexOf(operation) === at;
  const documented = atAnEnd ? documentedErrors(operation) : [];
  return [...anywhere, ...documented.map((error) => ({ fault: { error }, when: 'before' as const }))];
};

/** One fault, at the nth request from now on. */
export const oneFault = () => {
  let left = -1;
  let planned: Planned | undefined;
  return {
    plan: (at: number, it: Planned) => {
      left = at;
      planned = it;
    },
    fault: (_operation: string, when: 'before' | 'after'): Fault | undefined => {
      if (when === 'before') left -= 1;
      return left === -1 && when === planned?.when ? planned.fault : undefined;
    },
  };
};
