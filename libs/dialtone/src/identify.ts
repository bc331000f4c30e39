import type { Dialtone } from './dialtone';
import type { Extension } from './extension';
import { parseSipAddress } from './sip-address';

/** The caller's identity as the webhook gives it. All of it is untrusted text. */
export type Identity = {
  /** The From header. The phone writes it itself. */
  readonly from: string;
  /** The user name that Twilio authenticated; blank if Twilio does not send it. */
  readonly sipUsername: string;
};

/**
 * The extension that places a call. `undefined` if it is not ours: the domain is another one, the user is not in the list, or
 * the user name that Twilio authenticated differs from the From address.
 */
export const identify = (dialtone: Dialtone, { from, sipUsername }: Identity): Extension | undefined => {
  const address = parseSipAddress(from);
  if (!address || withoutRegion(address.host) !== withoutRegion(dialtone.domain.toLowerCase()))
    return undefined;
  if (sipUsername === '' && dialtone.identity === 'sip-username') return undefined;
  if (sipUsername !== '' && sipUsername !== address.user) return undefined;
  return dialtone.extensions.find(({ user }) => user === address.user);
};

/**
 * The extension that a call is from, as far as can be told: where Twilio does not send the user that it authenticated, the From
 * header counts. For calls for help, which must show a place, and for the end of a call, which is found by its CallSid.
 */
export const likelyExtension = (dialtone: Dialtone, identity: Identity): Extension | undefined =>
  identify({ ...dialtone, identity: 'from' }, identity);

// Phones may register at an edge of their choice: name.sip.us1.twilio.com is name.sip.twilio.com.
const withoutRegion = (host: string): string =>
  host.replace(/^([a-z\d-]+\.sip)\.[a-z\d-]+(\.twilio\.com)$/, '$1$2');
