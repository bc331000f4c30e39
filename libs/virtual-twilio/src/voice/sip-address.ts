/** The parts of `sip:user@host` that say who is meant. */
export type DialledSipAddress = { readonly user: string; readonly host: string };

/** Reads an address; undefined if it is none. Port, parameters and headers are left out; the user is decoded once. */
export const readSipAddress = (text: string): DialledSipAddress | undefined => {
  const [, user = '', host = ''] = /^sips?:([^@:;?\s]+)(?::[^@]*)?@([^@:;?\s]+)/i.exec(text.trim()) ?? [];
  if (user === '' || host === '') return undefined;
  try {
    return { user: decodeURIComponent(user), host: host.toLowerCase() };
  } catch {
    return undefined;
  }
};

/** What a user part may hold as it is (RFC 3261, section 25.1); anything else is percent-encoded. */
export const sipUser = (text: string): string =>
  text.replace(/[^\w\-.!~*'()&=+$,;?/]/g, (character) => encodeURIComponent(character));
