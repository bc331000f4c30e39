import { twilioNotFound } from './http/twilio-error';
import type { Resource } from './account';
import type { TwilioService } from './service';

/** A time in the format of the 2010 API (RFC 2822). */
export const dateText = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

export const root = (accountSid: string): string => `/2010-04-01/Accounts/${accountSid}`;

/** The first fields of every resource. The resource becomes visible after the service's consistency delay. */
export const begin = (
  { account, accountSid, now, newSid, delays }: TwilioService,
  prefix: string,
  path: string,
) => {
  const sid = newSid(prefix);
  if (delays.consistency > 0) account.visibleAt.set(sid, now() + delays.consistency);
  return {
    sid,
    account_sid: accountSid,
    date_created: dateText(now()),
    date_updated: dateText(now()),
    uri: `${root(accountSid)}/${path}/${sid}.json`,
  };
};

/** The resources that a list shows now. */
export const shown = <T extends Resource>({ account, now }: TwilioService, all: Iterable<T>): readonly T[] =>
  [...all].filter(({ sid }) => (account.visibleAt.get(sid) ?? 0) <= now());

/** One resource, if it exists and is visible. @throws TwilioError 20404 */
export const found = <T extends Resource>(
  service: TwilioService,
  all: ReadonlyMap<string, T>,
  sid: string,
): T => {
  const it = all.get(sid);
  const [visible] = it ? shown(service, [it]) : [];
  if (!visible) throw twilioNotFound(sid);
  return visible;
};

/** The new value of a field: unchanged if the form did not have it, cleared if it is blank. */
export const changedText = (value: unknown, before: string | null): string | null =>
  value === undefined ? before : value === '' ? '' : String(value);
