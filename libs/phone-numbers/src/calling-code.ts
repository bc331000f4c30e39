import type { E164 } from './e164';
import { emergencyNumbers } from './emergency-numbers';

/**
 * The calling code of a number, such as `+1` or `+44`, and the emergency numbers of each country that shares it.
 * `undefined` for numbers of no country, such as satellite phones.
 *
 * Uses only a small table, no metadata: for the call path.
 */
export const callingCodeOf = (
  number: E164,
): { readonly code: string; readonly emergency: readonly (readonly string[])[] } | undefined => {
  const rows = Object.values(emergencyNumbers)
    // No calling code is a prefix of another, so the rows that match have the same one.
    .filter((row) => number.startsWith(row.slice(0, row.indexOf(':'))))
    .map((row) => row.split(': '));
  const [code] = rows[0] ?? [];
  return code === undefined ? undefined : { code, emergency: rows.map(([, list = '']) => list.split(' ')) };
};
