import type { Construct } from 'constructs';
import type { Allowance } from './policy';

/**
 * Something that an app can be allowed to use: `app.mayUse(table, 'get')`.
 *
 * `Need` lists the ways to use it. Each is as narrow as IAM allows.
 */
export type Usable<Need extends string> = Construct & {
  /** The exact permissions that these needs require, as one statement for each kind of resource. */
  readonly allowancesFor: (needs: readonly [Need, ...Need[]]) => readonly Allowance[];
};
