import type { Dialtone } from './dialtone';
import type { Extension } from './extension';
import { parseSipAddress } from './sip-address';

/** Who a call says it is from. All of it is text from outside. */
export type Identity = {
  /** The From header. The phone writes it itself. */
  readonly from: string;
  /** The user name that Twilio authenticated; blank where it does not tell. */
  readonly sipUsername: string;
};

/**
 * The extension that places a call. `undefined` if it is none of ours: its domain is another, its user is not in the list,
 * or the user name that Twilio authenticated is not the one that it claims.
 */
export const identify = (dialtone: Dialtone, { from, sipUsername }: Identity): Extension | undefined => {
  const address = parseSipAddress(from);
  if (!address || withoutRegion(address.host) !== withoutRegion(dialtone.domain.toLowerCase()))
    return undefined;
  if (sipUsername === '' && dialtone.identity === 'sip-username') return undefined;
  if (sipUsername !== '' && sipUsername !== address.user) return undefined;
  return dialtone.extensions.find(({ user }) => user === address.user);
};

// Phones may register at an edge of their choice: name.sip.us1.twilio.com is name.sip.twilio.com.
const withoutRegion = (host: string): string =>
  host.replace(/^([a-z\d-]+\.sip)\.[a-z\d-]+(\.twilio\.com)$/, '$1$2');
