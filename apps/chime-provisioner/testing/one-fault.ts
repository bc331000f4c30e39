import type { ErrorName, ChimeFault } from '@dialplane/virtual-chime';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The errors that the SDK documents for an operation. */
const documentedErrors = (operation: string): readonly ErrorName[] => {
  const folder = dirname(require.resolve('@aws-sdk/client-chime-sdk-voice/package.json'));
  const text = readFileSync(join(folder, `dist-types/commands/${operation}.d.ts`), 'utf8');
  const names = [...text.matchAll(/@throws \{@link (\w+Exception)\}/g)].map(([, name]) => name as ErrorName);
  return names.filter((name) => (name as string) !== 'ChimeSDKVoiceServiceException');
};

/** A fault that happens once. */
export type Planned = { readonly fault: ChimeFault; readonly when: 'before' | 'after' };

/** The faults that every request gets. */
const anywhere: readonly Planned[] = [
  { fault: { error: 'NotFoundException' }, when: 'before' },
  { fault: { lost: true }, when: 'before' },
  // The request is carried out, but the answer is lost or an error.
  { fault: { lost: true }, when: 'after' },
  { fault: { error: 'ServiceFailureException' }, when: 'after' },
];

/** Faults for the nth request: all documented ones for the first and the last request of an operation. */
export const faultsFor = (requests: readonly string[], at: number): readonly Planned[] => {
  const operation = requests[at] ?? '';
  const atAnEnd = requests.indexOf(operation) === at || requests.lastIndexOf(operation) === at;
  const documented = atAnEnd ? documentedErrors(operation) : [];
  return [...anywhere, ...documented.map((error) => ({ fault: { error }, when: 'before' as const }))];
};

/** One fault, at the nth request after `plan`. */
export const oneFault = () => {
  let left = -1;
  let planned: Planned | undefined;
  return {
    plan: (at: number, it: Planned) => {
      left = at;
      planned = it;
    },
    fault: (_operation: string, when: 'before' | 'after'): ChimeFault | undefined => {
      if (when === 'before') left -= 1;
      return left === -1 && when === planned?.when ? planned.fault : undefined;
    },
  };
};
