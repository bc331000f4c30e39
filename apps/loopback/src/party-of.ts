/** The user of a SIP address, or a number as it is. */
export const partyOf = (address: unknown): string =>
  String(address)
    .replace(/^sips?:/, '')
    .replace(/@.*$/, '');
