/** The user and host of a SIP address. */
export type SipAddress = {
  /** Decoded once. May be empty. */
  readonly user: string;
  /** Lower case, without port and parameters. */
  readonly host: string;
};

/**
 * Parses the SIP address of a From or To header (RFC 3261, sections 19.1 and 20.10): with or without a display name in quotes
 * and angle brackets, with a port, parameters and headers. A password in it is dropped. `undefined` for anything else, such as
 * `client:alice` or a phone number, and where the user cannot be decoded.
 */
export const parseSipAddress = (text: string): SipAddress | undefined => {
  // A quoted display name may contain anything, even another address, so it is removed first.
  const bare = text.trim().replace(/^"(?:[^"\\]|\\.)*"\s*/, '');
  const uri = /<([^<>]*)>/.exec(bare)?.[1] ?? bare;
  const [, userInfo, hostAndPort = ''] = /^sips?:(?:([^@]*)@)?([^@]*)$/i.exec(uri) ?? [];
  if (userInfo === undefined) return undefined;
  const host = hostAndPort.split(/[:;?]/, 1)[0] ?? '';
  const [user = ''] = userInfo.split(/[:;]/, 1);
  try {
    return { user: decodeURIComponent(user), host: host.toLowerCase() };
  } catch {
    return undefined;
  }
};
