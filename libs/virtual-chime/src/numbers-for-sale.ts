import { areaCodeOf } from './area-codes';

/** A range of numbers that regulators keep free for films and books: none of them belongs to a subscriber. */
type Range = {
  readonly country: string;
  /** All but the last digits. */
  readonly prefix: string;
  /** How many digits follow. */
  readonly digits: number;
};

// Ofcom, "Telephone numbers for use in TV and radio drama programmes"; Bundesnetzagentur, Mitteilung 148/2021, "Drama
// Numbers"; ACMA, "Phone numbers for use in TV shows, films and creative works".
const elsewhere: readonly Range[] = [
  { country: 'GB', prefix: '+44207946', digits: 4 },
  { country: 'DE', prefix: '+493023125', digits: 3 },
  { country: 'AU', prefix: '+6125550', digits: 4 },
];

/** What a search may ask for. */
export type WantedNumbers = {
  readonly country?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly state?: string | undefined;
  readonly tollFreePrefix?: string | undefined;
};

/**
 * Numbers that can be bought here, all of them made up. In the US: by area code, toll-free prefix, or state, and then
 * 555-0100 to 555-0199, which are kept free in every area code (nanpa.com, "555 Line Numbers").
 */
export const numbersForSale = ({
  country = 'US',
  areaCode,
  state,
  tollFreePrefix,
}: WantedNumbers): readonly string[] => {
  if (country !== 'US') return elsewhere.filter((range) => range.country === country).flatMap(firstHundred);
  const code = areaCode ?? tollFreePrefix ?? (state && areaCodeOf(state));
  return code ? firstHundred({ prefix: `+1${code}55501`, digits: 2 }) : [];
};

const firstHundred = ({ prefix, digits }: Pick<Range, 'prefix' | 'digits'>): readonly string[] =>
  Array.from({ length: 100 }, (_, at) => `${prefix}${String(at).padStart(digits, '0')}`);
