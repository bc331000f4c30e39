import { type RecordKind, recordKinds } from '@dialplane/rating-definitions';
import { folders } from './object-key';

/** Which kind of record an object holds, by its folder. The folders may be below a prefix of their own. */
export const kindOfKey = (key: string): RecordKind | undefined =>
  recordKinds.find((kind) => key.startsWith(`${folders[kind]}/`) || key.includes(`/${folders[kind]}/`));
