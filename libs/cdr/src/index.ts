export {
  type BillingDate,
  type BillingWindow,
  describeWindow,
  frequencies,
  type Frequency,
  nextWindow,
  previousWindow,
  windowEndingOn,
} from './billing-window';
export type * from './call-record';
export { definitionOf, type RecordKind, recordKinds } from '@dialplane/rating-definitions';
export { contentOf } from './content';
export {
  defaultLagSeconds,
  defaultLookAheadDays,
  defaultLookBackDays,
  isLeftOut,
  type LeftOut,
  type Membership,
  membershipOf,
  type Patience,
  patienceOf,
  readyAt,
  type Stored,
} from './membership';
export { dayOfKey, folders, objectKey, type ObjectKey } from './object-key';
export { decodeObject, isEncoded, mostDecodedBytes } from './decode-object';
export { kindOfKey } from './kind-of-key';
export { parseWindow, type WindowDefaults, type WindowEvent, windowOfEvent } from './parse-window';
export { prefixesOf } from './prefixes';
export { identityOf } from './read-call-record';
export { readDocuments, readRecord } from './read-documents';
export { reject, type Rejection, type RejectionReason } from './rejection';
export { endOfDocument, splitDocuments } from './split-documents';
