import { fail, ok, type Result } from '@dialplane/basics';
import { getCountryCallingCode } from 'libphonenumber-js/max';
import { countryOf, type CountryCode } from './country-of';
import type { E164 } from './e164';
import { classify, type NumberClass } from './number-class';
import { parsePhoneNumber } from './parse-phone-number';
import { serviceCodeIn, serviceCodes, type ServiceCode } from './service-code';

/** Which numbers may be called. Emergency numbers always may, so no field refers to them. */
export type DialPolicy = {
  /** The country of the phones: national numbers and emergency numbers are read as dialled there. */
  readonly home: CountryCode;
  /** The countries that may be called. Each Caribbean country with the code +1 is a country of its own. */
  readonly countries: readonly CountryCode[];
  readonly premium: boolean;
  /** Includes pagers and personal numbers, whose price the caller cannot see. */
  readonly sharedCost: boolean;
  readonly tollFree: boolean;
  /**
   * Numbers in North America with an area code that is newer than our table, whose country is not known yet.
   * @default allowed where North America is
   */
  readonly unlistedAreaCodes?: 'allowed' | 'refused';
  /** The short numbers that may be called, of those in `serviceCodes`. */
  readonly serviceCodes: readonly ServiceCode[];
};

/** The United States and Canada, no numbers at extra cost. */
export const defaultDialPolicy: DialPolicy = {
  home: 'US',
  countries: ['US', 'CA'],
  premium: false,
  sharedCost: false,
  tollFree: true,
  serviceCodes: ['211', '311', '511', '711', '811', '988'],
};

/** The rules that a refused number may break. `number` means that no numbering plan has it. */
export type DialRule =
  'number' | 'unlisted-area-code' | 'country' | 'premium' | 'shared-cost' | 'toll-free' | 'service-code';

export type DialRefusal = {
  /** Every rule that the number breaks, at least one. */
  readonly broken: readonly DialRule[];
  /** One sentence for people: what was dialled, and every reason against it. */
  readonly message: string;
};

/**
 * Decides whether `dialled` may be called: in E.164, or as dialled in `policy.home`. The result is in E.164, and
 * short numbers are in the form that trunks accept (`911` becomes `+1911`). A refusal lists every broken rule.
 *
 * Loads libphonenumber's full metadata (about 150 KB): for the control path, not the call path.
 */
export const checkDial = (policy: DialPolicy, dialled: string): Result<E164, DialRefusal> => {
  const numberClass = classify(dialled, policy.home);
  if (numberClass === 'emergency') return ok(forTrunks(dialled, policy.home));

  const serviceCode = numberClass === 'service-code' ? serviceCodeIn(dialled) : undefined;
  const number = serviceCode ? ok(forTrunks(dialled, policy.home)) : parsePhoneNumber(dialled, policy.home);
  const facts: Facts = {
    numberClass,
    serviceCode,
    country: number.ok && numberClass !== 'unlisted' ? countryOf(number.value) : undefined,
  };
  const broken = rules.filter(({ holds }) => !holds(policy, facts));
  if (number.ok && broken.length === 0) return number;

  const reasons = broken.map(({ because }) => because(facts)).join('; ');
  return fail({ broken: broken.map(({ rule }) => rule), message: `Cannot call "${dialled}": ${reasons}` });
};

/** What the rules look at. */
type Facts = {
  readonly numberClass: NumberClass;
  readonly country: CountryCode | undefined;
  readonly serviceCode: ServiceCode | undefined;
};

type Rule = {
  readonly rule: DialRule;
  readonly because: (facts: Facts) => string;
  readonly holds: (policy: DialPolicy, facts: Facts) => boolean;
};

const rules: readonly Rule[] = [
  {
    rule: 'number',
    because: () => 'no numbering plan contains it; expected a form such as +14155550123',
    holds: (_policy, { numberClass }) => numberClass !== 'unknown',
  },
  {
    rule: 'unlisted-area-code',
    because: () => 'its area code is newer than our table, and the policy refuses such numbers',
    holds: ({ unlistedAreaCodes = 'allowed' }, { numberClass }) =>
      unlistedAreaCodes === 'allowed' || numberClass !== 'unlisted',
  },
  {
    rule: 'country',
    because: ({ country }) => `calls to ${country ?? 'numbers of no country'} are not allowed`,
    // +800 is toll free everywhere and belongs to no country.
    holds: ({ countries }, { numberClass, country }) =>
      numberClass === 'unknown' ||
      numberClass === 'service-code' ||
      (numberClass === 'unlisted' && countries.some((allowed) => allowed === 'US' || allowed === 'CA')) ||
      (country ? countries.includes(country) : numberClass === 'toll-free'),
  },
  {
    rule: 'premium',
    because: () => 'premium-rate numbers are not allowed',
    holds: ({ premium }, { numberClass }) => premium || numberClass !== 'premium',
  },
  {
    rule: 'shared-cost',
    because: () => 'shared-cost and personal numbers are not allowed',
    holds: ({ sharedCost }, { numberClass }) => sharedCost || numberClass !== 'shared-cost',
  },
  {
    rule: 'toll-free',
    because: () => 'toll-free numbers are not allowed',
    holds: ({ tollFree }, { numberClass }) => tollFree || numberClass !== 'toll-free',
  },
  {
    rule: 'service-code',
    because: ({ serviceCode }) =>
      `${serviceCode} (${serviceCode && serviceCodes[serviceCode]}) is not allowed`,
    holds: ({ serviceCodes: allowed }, { serviceCode }) => !serviceCode || allowed.includes(serviceCode),
  },
];

/** A short number with its calling code, such as `+1911`: in E.164 form, although no numbering plan contains it. */
const forTrunks = (dialled: string, home: CountryCode): E164 => {
  const short = dialled.replace(/[\s().-]/g, '').replace(/^\+(?=(?:112|911)$)/, '');
  return (short.startsWith('+') ? short : `+${getCountryCallingCode(home)}${short}`) as E164;
};
