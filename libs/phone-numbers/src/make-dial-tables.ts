import metadata from 'libphonenumber-js/metadata.max.json';
import examples from 'libphonenumber-js/examples.mobile.json';
import parse, { type CountryCode, getExampleNumber } from 'libphonenumber-js/max';

export const remakeDialTables =
  'npx tsx --tsconfig tsconfig.base.json libs/phone-numbers/src/write-dial-tables.ts && npx prettier --write libs/phone-numbers';

/** A numbering plan's patterns, in libphonenumber's metadata. */
type Types = readonly ((readonly [pattern: string, ...unknown[]] | 0) | undefined)[];

// The places of the types in the metadata (libphonenumber-js, source/metadata.js).
const [premiumRate, personal, pager, sharedCost] = [3, 4, 7, 9];

const {
  countries,
  country_calling_codes: callingCodes,
  nonGeographic,
} = metadata as unknown as {
  readonly countries: Readonly<Record<string, readonly unknown[]>>;
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  readonly nonGeographic: object;
};

const patternsOf = (country: string, types: readonly number[]): readonly string[] => {
  const all = (countries[country]?.[11] ?? []) as Types;
  return types.flatMap((type) => {
    const found = all[type];
    return found ? [found[0]] : [];
  });
};

const union = (patterns: readonly string[]) => [...new Set(patterns)].join('|');

/** What people dial before a number inside a country, such as 0: after a calling code it is dropped. */
const prefixesOf = (behind: readonly string[]) =>
  union(
    behind.flatMap((country) => {
      const plan = countries[country] ?? [];
      return (plan[7] || plan[5] || []) as string | [];
    }),
  );

/** The numbering plan of one calling code: countries, lengths, what costs extra, and the national prefix. */
const planOf = (callingCode: string): readonly [string, string, string, string, string] => {
  const behind = callingCodes[callingCode] ?? [];
  const lengths = new Set(behind.flatMap((country) => (countries[country]?.[3] ?? []) as number[]));
  return [
    behind.join(' '),
    [...lengths].sort((a, b) => a - b).join(' '),
    union(behind.flatMap((country) => patternsOf(country, [premiumRate]))),
    union(behind.flatMap((country) => patternsOf(country, [personal, pager, sharedCost]))),
    prefixesOf(behind),
  ];
};

/** Every area code of +1 in which libphonenumber knows a number, by its country, `toll-free` or `special`. */
const areaCodesByPlace = (): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, string[]>();
  for (let code = 200; code < 1000; code += 1) {
    const place = placeOf(String(code));
    if (place) places.set(place, [...(places.get(place) ?? []), String(code)]);
  }
  return places;
};

/** Every number of +1 that is in use: much faster to look up than with `parse`. */
const inUse = new RegExp(
  `^(?:${union((callingCodes['1'] ?? []).flatMap((country) => patternsOf(country, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])))})$`,
);

const placeOf = (areaCode: string): string | undefined => {
  for (let exchange = 200; exchange < 1000; exchange += 1) {
    if (!inUse.test(`${areaCode}${exchange}2345`)) continue;
    const read = parse(`+1${areaCode}${exchange}2345`);
    const type = read?.getType();
    if (!type) continue;
    if (type === 'TOLL_FREE' && read?.country === 'US') return 'toll-free';
    // 900, the 5XX of personal numbers, and Canada's 600: codes that belong to no place.
    if (type === 'PREMIUM_RATE' || type === 'PERSONAL_NUMBER' || areaCode === '600') continue;
    return read?.country;
  }
  return undefined;
};

/** What `areaCodes` in `dial-tables.ts` should be. */
export const makeAreaCodes = (): Readonly<Record<string, string>> =>
  Object.fromEntries([...areaCodesByPlace()].map(([place, codes]) => [place, codes.join(' ')]));

/** What `numberingPlans` in `dial-tables.ts` should be. */
export const makeNumberingPlans = () =>
  Object.fromEntries(
    Object.keys(callingCodes)
      .filter((code) => !(code in nonGeographic))
      .map((code) => [code, planOf(code)] as const),
  );

/** Prefixes that carriers still send, although the metadata has another one or none. */
const oldPrefixes: Readonly<Record<string, string>> = {
  '375': '80', // Belarus: 8, a second dial tone, then 0 for calls inside the country
  '52': '1', // Mexico: mobile numbers until 2019
};

/** The prefix of a country, such as `0`, and the length of numbers that are written without it. Empty: there is none. */
const nationalFormOf = (callingCode: string): string => {
  const [country = ''] = callingCodes[callingCode] ?? [];
  const prefix = String(oldPrefixes[callingCode] ?? (countries[country]?.[5] || ''));
  const mobile = getExampleNumber(country as CountryCode, examples);
  const national = mobile?.nationalNumber ?? '';
  const isBare = mobile?.formatNational().replaceAll(/\D/g, '') === national;
  return `${prefix} ${isBare || !prefix.startsWith('0') ? national.length : ''}`;
};

/** The national form of most countries: the prefix 0, before every number. */
const usualForm = '0 ';

/** What `nationalForms` in `dial-tables.ts` should be. */
export const makeNationalForms = (): Readonly<Record<string, string>> => {
  const codes = new Map<string, string[]>();
  for (const code of Object.keys(callingCodes).filter((it) => !(it in nonGeographic))) {
    const form = nationalFormOf(code);
    if (form !== usualForm) codes.set(form, [...(codes.get(form) ?? []), code]);
  }
  return Object.fromEntries([...codes].map(([form, list]) => [form, list.join(' ')]));
};

/** The text of `dial-tables.ts`, before prettier. */
export const dialTables =
  (): string => `// Made from libphonenumber's metadata. Do not edit: ${remakeDialTables}

/** The geographic area codes of +1, by country; \`toll-free\` belongs to all of them. */
export const areaCodes = ${JSON.stringify(makeAreaCodes())} as const;

/**
 * How numbers are written inside a country: the prefix, and the length of numbers that are written without it; then the calling
 * codes with this form. All others have the prefix 0, before every number.
 */
export const nationalForms: Readonly<Record<string, string>> = ${JSON.stringify(makeNationalForms())};

/** By calling code: countries, the main one first; lengths without the code; premium numbers; shared-cost numbers; prefix. */
export const numberingPlans: Readonly<
  Record<
    string,
    readonly [countries: string, lengths: string, premium: string, sharedCost: string, prefix: string]
  >
> = ${JSON.stringify(makeNumberingPlans())};
`;
