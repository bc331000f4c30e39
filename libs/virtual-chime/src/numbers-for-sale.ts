/** A range of numbers that regulators keep free for films and books: none of them rings anybody. */
type Range = {
  readonly country: string;
  /** All but the last digits. */
  readonly prefix: string;
  /** How many digits follow. */
  readonly digits: number;
};

// 555-0100 to 555-0199 in every area code of the US (nanpa.com, "555 Line Numbers"), Ofcom's "Numbers for drama use",
// Bundesnetzagentur's "Rufnummern für Medien", and ACMA's "Phone numbers for use in TV shows, films and creative works".
const elsewhere: readonly Range[] = [
  { country: 'GB', prefix: '+44207946', digits: 4 },
  { country: 'DE', prefix: '+493023125', digits: 3 },
  { country: 'AU', prefix: '+6125550', digits: 4 },
];

/** One area code a state, for searches by state (nanpa.com, "Area Code Map"). */
const areaCodeOfState: Readonly<Record<string, string>> = {
  AZ: '602',
  CA: '213',
  CO: '303',
  FL: '305',
  GA: '404',
  IL: '312',
  MA: '617',
  MI: '313',
  MN: '612',
  NC: '704',
  NJ: '201',
  NV: '702',
  NY: '212',
  OH: '216',
  OR: '503',
  PA: '215',
  TX: '214',
  VA: '703',
  WA: '206',
  WI: '414',
};

/** What a search may ask for. */
export type Wanted = {
  readonly country?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly state?: string | undefined;
  readonly tollFreePrefix?: string | undefined;
};

/** Numbers that can be bought here, all of them made up. In the US: by area code, toll-free prefix, or state. */
export const numbersForSale = ({
  country = 'US',
  areaCode,
  state,
  tollFreePrefix,
}: Wanted): readonly string[] => {
  if (country !== 'US') return elsewhere.filter((range) => range.country === country).flatMap(firstHundred);
  const code = areaCode ?? tollFreePrefix ?? areaCodeOfState[state ?? ''];
  return code ? firstHundred({ prefix: `+1${code}55501`, digits: 2 }) : [];
};

const firstHundred = ({ prefix, digits }: Pick<Range, 'prefix' | 'digits'>): readonly string[] =>
  Array.from({ length: 100 }, (_, at) => `${prefix}${String(at).padStart(digits, '0')}`);
