import { twilioNotFound } from './http/twilio-error';
import type { Resource } from './account';
import type { TwilioService } from './service';

/** A time as the 2010 API writes it (RFC 2822). */
export const dateText = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

export const root = (accountSid: string): string => `/2010-04-01/Accounts/${accountSid}`;

/** The fields that every resource begins with. It is shown as late as the service's lag says. */
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

/** What a list shows now. */
export const shown = <T extends Resource>({ account, now }: TwilioService, all: Iterable<T>): readonly T[] =>
  [...all].filter(({ sid }) => (account.visibleAt.get(sid) ?? 0) <= now());

/** One resource, as long as it is there and can be seen. @throws TwilioError 20404 */
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

/** A value of a form that was not sent leaves the field as it is; a blank clears it. */
export const changedText = (value: unknown, before: string | null): string | null =>
  value === undefined ? before : value === '' ? '' : String(value);
