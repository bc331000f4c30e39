import { type FormFields, parseForm } from './form';
import type { Webhook } from './webhook-handler';

/** The URL that Twilio could not use when it requests a fallback URL. */
export type FailedUrl = {
  /** Without the query; blank if Twilio does not say. */
  readonly address: string;
  readonly query: FormFields;
  /** Whether the call has not got any further than one of these routes. */
  readonly isOneOf: (routes: readonly string[]) => boolean;
};

/**
 * Reads what failed before Twilio requested a fallback URL. That is any "fatal error while executing your call", named by
 * `ErrorUrl` (twilio.com/docs/usage/security/availability-reliability), so it may come after a Dial too.
 */
export const failedUrl = ({ field }: Pick<Webhook, 'field'>): FailedUrl => {
  const [address = '', query = ''] = field('ErrorUrl').split('?', 2);
  return {
    address,
    query: parseForm(query) ?? [],
    isOneOf: (routes) => routes.some((route) => address.endsWith(route)),
  };
};

/** Whether Twilio could not begin a call: one of the routes that answer its first webhook failed, and no Dial is over. */
export const failedAtFirst = (webhook: Pick<Webhook, 'field'>, routes: readonly string[]): boolean => {
  const { address, isOneOf } = failedUrl(webhook);
  return isOneOf(routes) || (address === '' && webhook.field('DialCallStatus') === '');
};
