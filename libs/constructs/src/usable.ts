import type { Construct } from 'constructs';
import type { Allowance } from './policy';

/**
 * Something that an app may be allowed to use: `app.mayUse(table, 'get')`.
 *
 * `Need` is the list of words for what can be wanted of it, each of them as small as IAM lets it be.
 */
export type Usable<Need extends string> = Construct & {
  /** What a role has to be allowed for these needs, and nothing else: a statement for each kind of resource. */
  readonly allowancesFor: (needs: readonly [Need, ...Need[]]) => readonly Allowance[];
};
