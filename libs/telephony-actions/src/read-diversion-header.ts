/**
 * The numbers that forwarded a call before us, the latest first: the number or address of each entry of a Diversion header, as in
 * `<sip:+12065550100@host>;reason=unconditional` (RFC 5806, developer guide sip-headers). Empty if there is no header.
 */
export const readDiversionHeader = (header: string | undefined): readonly string[] =>
  (header ?? '').split(',').flatMap((entry) => {
    const user = /(?:sips?|tel):([^@;>\s]+)/i.exec(entry)?.[1];
    return user ? [user] : [];
  });
