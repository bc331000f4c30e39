/** The user and host of `sip:user@host`. */
export type DialledSipAddress = { readonly user: string; readonly host: string };

/** Parses an address; undefined if it is not one. Port, parameters and headers are dropped; the user is decoded once. */
export const readSipAddress = (text: string): DialledSipAddress | undefined => {
  const [, user = '', host = ''] = /^sips?:([^@:;?\s]+)(?::[^@]*)?@([^@:;?\s]+)/i.exec(text.trim()) ?? [];
  if (user === '' || host === '') return undefined;
  try {
    return { user: decodeURIComponent(user), host: host.toLowerCase() };
  } catch {
    return undefined;
  }
};

/** The characters that a user part may contain unescaped (RFC 3261, section 25.1). Others are percent-encoded. */
export const sipUser = (text: string): string =>
  text.replace(/[^\w\-.!~*'()&=+$,;?/]/g, (character) => encodeURIComponent(character));
