import { type E164, isE164 } from '@dialplane/phone-numbers';
import type { SlotKey } from './reservation';

/** The reference that a client keeps of its reservation: the number, the caller's key on a composite number, and the token. */
export const writeReservationReference = ({ number, callerKey = '0' }: SlotKey, token: string): string =>
  `${number.slice(1)}.${callerKey}.${token}`;

/** Parses a client's reference; undefined if it is not valid. */
export const readReservationReference = (
  pool: string,
  reference: string,
): { readonly slot: SlotKey; readonly token: string } | undefined => {
  const [, digits, callerKey, token] = /^(\d{2,15})\.(0|[\da-f]{16})\.([\w-]{10,64})$/.exec(reference) ?? [];
  const number = `+${digits}`;
  if (!isE164(number) || token === undefined) return undefined;
  return {
    slot: { pool, number: number as E164, ...(callerKey !== '0' && callerKey && { callerKey }) },
    token,
  };
};
