import type { RecordKind } from '@dialplane/rating-definitions';
import { kindOfKey } from '../src/kind-of-key';
import { folders, type ObjectKey } from '../src/object-key';

const day = String.raw`(?<owner>[^/]+)/(?<year>\d{4})/(?<month>\d\d)/(?<date>\d\d)/`;
const time = String.raw`(?<hour>\d\d)\.(?<minute>\d\d)\.(?<second>\d\d)\.(?<milliseconds>\d{3})`;

// The guide's template joins time and id by `-`, its example and real objects by `_`.
const layouts: Readonly<Record<RecordKind, RegExp>> = {
  'voice-connector': new RegExp(`^${day}${time}[-_](?<transactionId>[^/]+)$`),
  streaming: new RegExp(`^${day}${time}[-_](?<transactionId>[^/]+)$`),
  'sip-media-application': new RegExp(`^${day}${time}[-_](?<transactionId>[^/_]+)(?:_(?<callId>[^/]+))?$`),
  'business-calling': new RegExp(
    String.raw`^${day}(?<conferenceId>[^/]*?)[-_]\d{4}-\d\d-\d\d[-_]${time}[-_](?<transactionId>[^/]+)$`,
  ),
};

/** Reads the key of a record's object; undefined if it follows none of AWS's layouts. Not URL-encoded, as S3's events are. */
export const parseObjectKey = (key: string): ObjectKey | undefined => {
  const kind = kindOfKey(key);
  if (kind === undefined) return undefined;
  const rest = key.slice(key.indexOf(`${folders[kind]}/`) + folders[kind].length + 1);
  const part = layouts[kind].exec(rest)?.groups;
  if (!part) return undefined;
  const { owner = '', transactionId = '', callId, conferenceId } = part;
  const moment = `${part['year']}-${part['month']}-${part['date']}T${part['hour']}:${part['minute']}:${part['second']}`;
  const at = new Date(`${moment}.${part['milliseconds']}Z`);
  if (!isOnTheCalendar(at, moment)) return undefined;
  return {
    kind,
    owner,
    at,
    transactionId,
    ...(callId !== undefined && { callId }),
    ...(conferenceId !== undefined && { conferenceId }),
  };
};

// 30 February would roll over to March.
const isOnTheCalendar = (at: Date, moment: string): boolean =>
  !Number.isNaN(at.getTime()) && at.toISOString().startsWith(moment);
