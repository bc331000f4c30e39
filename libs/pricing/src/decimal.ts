/**
 * Reads a decimal text as a whole number of 10^-places, without rounding or floating-point numbers: `0.0048` at ten places is
 * 48,000,000. Undefined if it is not a plain decimal of 0 or more, or if it has nonzero digits beyond these places.
 */
export const parseDecimal = (text: string, places: number): bigint | undefined => {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || whole + fraction === '') return undefined;
  if (/[1-9]/.test(fraction.slice(places))) return undefined;
  return BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
};

/** Writes a whole number of 10^-places as a decimal, with all of its places. */
export const formatDecimal = (value: bigint, places: number): string => {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
