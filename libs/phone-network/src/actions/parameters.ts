/** A number that may be given as text: the documentation has both. */
export const numberParameter = (value: unknown, otherwise: number): number =>
  value === undefined || value === null ? otherwise : Number(value);

export const textParameter = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);
