import { isE164, normalNumber } from '@dialplane/phone-numbers';

/**
 * The numbers that forwarded a call before us, the latest first: the number of each entry of a Diversion header, such as
 * `<sip:+12065550100@host>;reason=unconditional` (RFC 5806, developer guide sip-headers), in E.164 where it can be read and
 * otherwise the user part as it is. Empty if there is no header.
 *
 * @param dialled our number, whose country tells how national numbers are read
 */
export const readDiversionHeader = (header: string | undefined, dialled: string): readonly string[] =>
  (header ?? '').split(',').flatMap((entry) => {
    const user = /(?:sips?|tel):([^@;>\s]+)/i.exec(entry)?.[1];
    return user ? [normalNumber(entry, isE164(dialled) ? dialled : undefined) ?? user] : [];
  });
