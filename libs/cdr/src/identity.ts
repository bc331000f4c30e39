import type { RecordKind } from './call-record';

/**
 * What two copies of a record have in common. The kind belongs to it: a call and its stream share a transaction id.
 * As JSON, since the parts may hold any character.
 */
export const identityOf = (kind: RecordKind, ...parts: readonly string[]): string =>
  JSON.stringify([kind, ...parts]);
