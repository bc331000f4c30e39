import type { PlaceAddress } from './environment';

const fields = [
  'customerName',
  'street',
  'streetSecondary',
  'city',
  'region',
  'postalCode',
  'country',
] as const satisfies readonly (keyof PlaceAddress)[];

const textOf = (address: PlaceAddress, field: keyof PlaceAddress): string =>
  (address[field] ?? '').trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether a dispatcher would read the same. Upper case and extra spaces make no difference. */
export const sameAddress = (a: PlaceAddress, b: PlaceAddress): boolean =>
  fields.every((field) => textOf(a, field) === textOf(b, field));

/** The fields of one address that differ from another's, as the first has them. */
export const differingFields = (a: PlaceAddress, b: PlaceAddress): Partial<PlaceAddress> =>
  Object.fromEntries(
    fields.filter((field) => textOf(a, field) !== textOf(b, field)).map((field) => [field, a[field] ?? '']),
  );
