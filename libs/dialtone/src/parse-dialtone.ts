import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import {
  type CountryCode,
  type E164,
  isCallableByItself,
  isE164,
  isEmergency,
} from '@dialplane/phone-numbers';
import * as v from 'valibot';
import type { Destination, Dialtone } from './dialtone';
import { countedKinds } from './dialtone-policy';
import { readDialled } from './read-dialled';
import { spokenReasons } from './refusal';

/** Parses the configuration of a dialtone, for example from a file. The error lists every fault and its path. */
export const parseDialtone = (input: unknown): Result<Dialtone, readonly Issue[]> => {
  const result = v.safeParse(dialtoneSchema(), input);
  if (!result.success) return fail(issuesOf(result.issues));
  const dialtone = result.output as Dialtone;
  const issues = [...duplicateUsers(dialtone), ...unknownNames(dialtone), ...capsTooLow(dialtone)];
  return issues.length > 0 ? fail(issues) : ok(dialtone);
};

const text = <T extends string>(what: string, isIt: (value: string) => boolean) =>
  v.custom<T>(
    (value) => typeof value === 'string' && isIt(value),
    ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
  );

const number = (what: string, isIt: (value: number) => boolean) =>
  v.custom<number>(
    (value) => typeof value === 'number' && Number.isFinite(value) && isIt(value),
    ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
  );

const wholeFrom = (least: number, most: number) =>
  number(`a whole number from ${least} to ${most}`, (n) => Number.isInteger(n) && n >= least && n <= most);

const dollars = () => number('US dollars, 0 or more', (n) => n >= 0);
const phoneNumber = () => text<E164>('a phone number such as +14155550123', isE164);
const country = () =>
  text<CountryCode>(
    'a country or territory that can be allowed on its own, such as US; others are covered by the one whose calling code they share (JE by GB)',
    (value) => /^[A-Z]{2}$/.test(value) && isCallableByItself(value as CountryCode),
  );
const areaCode = () => text('an area code such as 206', (value) => /^[2-9]\d\d$/.test(value));
const time = () =>
  text('a time from 00:00 to 24:00', (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value));
const choice = <const T extends readonly string[]>(...words: T) =>
  text<T[number]>(`one of ${words.join(', ')}`, (value) => words.includes(value));

const destination = (): v.GenericSchema<unknown, Destination> =>
  v.union(
    [
      v.strictObject({ sip: text('a SIP address', (value) => /^sips?:[^\s<>"]+@[^\s<>"]+$/i.test(value)) }),
      v.strictObject({ number: phoneNumber() }),
      v.strictObject({ extension: v.string() }),
    ],
    'must be one of { "sip": "sip:…" }, { "number": "+1…" } and { "extension": "user" }',
  );

const isNoEmergency = (value: string) => {
  const { kind } = readDialled(value, {});
  return (
    kind !== 'emergency' &&
    kind !== 'emergency-test' &&
    !isEmergency(value, 'US') &&
    !/^\+?1?988$/.test(value)
  );
};

const policySchema = () =>
  v.strictObject({
    home: v.exactOptional(country()),
    countries: v.array(country()),
    homeAreaCode: v.exactOptional(areaCode()),
    sevenDigits: v.exactOptional(v.boolean()),
    outsideLinePrefix: v.exactOptional(text('one digit from 2 to 9', (value) => /^[2-9]$/.test(value))),
    callerIdPrivacy: v.exactOptional(choice('refuse', 'show')),
    premium: v.exactOptional(choice('refuse', 'allow')),
    premiumExchanges: v.exactOptional(v.array(areaCode())),
    sharedCost: v.exactOptional(choice('refuse', 'allow')),
    directoryAssistance: v.exactOptional(choice('refuse', 'operator')),
    transforms: v.exactOptional(
      v.record(
        text('a number in E.164 or a service code, but not an urgent number', isNoEmergency),
        text(
          'a number such as +18005550100, but not an urgent number',
          (value) => isE164(value) && isNoEmergency(value),
        ),
      ),
    ),
    areaCodes: v.exactOptional(v.record(areaCode(), country())),
    caps: v.strictObject({
      concurrentCalls: wholeFrom(1, 100),
      callsPerHour: wholeFrom(1, 1_000),
      dollarsPerDay: dollars(),
      callSeconds: wholeFrom(60, 14_400),
    }),
    hours: v.exactOptional(
      v.strictObject({
        zone: text('a time zone such as America/Los_Angeles', (value) => {
          try {
            return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: value }));
          } catch {
            return false;
          }
        }),
        weekly: v.array(
          v.strictObject({
            days: v.array(
              choice('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'),
            ),
            from: time(),
            to: time(),
          }),
        ),
        holidays: v.exactOptional(
          v.array(text('a date such as 2026-12-25', (value) => /^\d{4}-\d\d-\d\d$/.test(value))),
        ),
      }),
    ),
    whenLedgerFails: v.exactOptional(v.record(choice(...countedKinds), choice('open', 'closed'))),
  });

const dialtoneSchema = () =>
  v.strictObject({
    domain: text('a SIP domain such as phones.sip.twilio.com', (value) =>
      /^[a-z\d-]+\.sip\.twilio\.com$/i.test(value),
    ),
    extensions: v.array(
      v.strictObject({
        // Twilio's limit for a credential, without characters that a SIP address would have to escape.
        user: text('a user name of 1 to 32 letters, digits and + - _ .', (value) =>
          /^[\w+.-]{1,32}$/.test(value),
        ),
        number: phoneNumber(),
        callerId: v.exactOptional(phoneNumber()),
        emergencyAddress: choice('registered', 'unregistered'),
        policy: v.exactOptional(v.string()),
        status: v.exactOptional(choice('active', 'suspended')),
      }),
    ),
    policies: v.objectWithRest({ default: policySchema() }, policySchema()),
    prices: v.strictObject({
      tollFree: dollars(),
      sip: dollars(),
      countries: v.record(country(), dollars()),
      other: dollars(),
    }),
    emergencyCallerId: phoneNumber(),
    operator: v.exactOptional(destination()),
    menu: v.exactOptional(destination()),
    identity: v.exactOptional(choice('from', 'sip-username')),
    ringSeconds: v.exactOptional(wholeFrom(5, 600)),
    language: v.exactOptional(v.string()),
    messages: v.exactOptional(
      v.record(choice(...(Object.keys(spokenReasons) as (keyof typeof spokenReasons)[])), v.string()),
    ),
  });

const duplicateUsers = ({ extensions }: Dialtone): readonly Issue[] =>
  extensions.flatMap(({ user }, index) =>
    extensions.findIndex((other) => other.user === user) < index
      ? [{ path: `extensions.${index}.user`, message: `must be unique: "${user}" is used twice` }]
      : [],
  );

const unknownNames = ({ extensions, policies, operator, menu }: Dialtone): readonly Issue[] => [
  ...extensions.flatMap(({ policy }, index) =>
    policy === undefined || Object.hasOwn(policies, policy)
      ? []
      : [{ path: `extensions.${index}.policy`, message: `must be the name of a policy, not "${policy}"` }],
  ),
  ...Object.entries({ operator, menu }).flatMap(([path, destination]) =>
    destination &&
    'extension' in destination &&
    !extensions.some(({ user }) => user === destination.extension)
      ? [{ path, message: `must be the user of an extension, not "${destination.extension}"` }]
      : [],
  ),
];

/** A call counts with its longest time, so a cap below the price of one such call would refuse every call. */
const capsTooLow = ({ policies, prices }: Dialtone): readonly Issue[] =>
  Object.entries(policies).flatMap(([name, { countries, caps }]) =>
    countries.flatMap((allowed) => {
      const perMinute = prices.countries[allowed] ?? prices.other;
      const longest = Math.ceil(caps.callSeconds / 60) * perMinute;
      return longest <= caps.dollarsPerDay
        ? []
        : [
            {
              path: `policies.${name}.caps.dollarsPerDay`,
              message: `must be at least ${longest}, the price of one longest call to ${allowed} (${caps.callSeconds} s at ${perMinute} dollars a minute), or every call there is refused`,
            },
          ];
    }),
  );
