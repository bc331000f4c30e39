import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';
import * as v from 'valibot';

/** Where a phone is, for emergency services. */
export type PlaceAddress = {
  readonly customerName: string;
  readonly street: string;
  /** Floor, suite, room: a dispatcher needs it to find the phone. */
  readonly streetSecondary?: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  /** ISO 3166, such as `US`. */
  readonly country: string;
};

/** One phone: the user name of its credential, and the number that it has. */
export type Phone = { readonly user: string; readonly number: string };

/** What Twilio should have for one stage, as its environment file and its dialtone file say. */
export type Environment = {
  /** Such as `dev`. It is part of the name of everything that is created. */
  readonly name: string;
  /** Such as `dialtone-dev.sip.twilio.com`. */
  readonly domain: string;
  /** What the URLs of our webhooks begin with, such as `https://voice-dev.example.com`. */
  readonly webhooks: string;
  /** Countries that the account may dial, by ISO code: others that are open are reported. */
  readonly countries: readonly string[];
  readonly addresses: Readonly<Record<string, PlaceAddress>>;
  /** Every number of the environment, and the name of its address. A number has one address, so phones that share it do. */
  readonly numbers: Readonly<Record<string, { readonly address: string }>>;
  readonly phones: readonly Phone[];
  /** SIDs for what cannot be found by its name, because several have it. */
  readonly sids?: { readonly credentialList?: string };
};

/** Limits of Twilio (docs: SIP CredentialList, Credential and Domain resources; FriendlyName of an emergency address). */
const mostPhones = 1000;
const longestUser = 32;
const longestAddressName = 32;

/** The name that an address has at Twilio. */
export const twilioAddressName = (environment: string, address: string): string =>
  `dialtone-${environment}/${address}`;

const text = (what: string, isIt: (value: string) => boolean) =>
  v.custom<string>(
    (value) => typeof value === 'string' && isIt(value),
    ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
  );

const some = (what: string) => text(what, (value) => value.trim() !== '');

const addressSchema = v.strictObject({
  customerName: some('the name of a person or company'),
  street: some('a street and number'),
  streetSecondary: v.exactOptional(some('a floor or room')),
  city: some('a city'),
  region: some('a state or region'),
  postalCode: some('a postal code'),
  country: text('a country such as US', (value) => /^[A-Z]{2}$/.test(value)),
});

const fileSchema = v.strictObject({
  name: text('a name of letters, digits and hyphens', (value) => /^[a-z][a-z0-9-]{0,19}$/.test(value)),
  dialtone: some('the path of a dialtone file'),
  webhooks: text(
    'an https URL without a slash at its end, such as https://voice.example.com',
    (value) => /^https:\/\/[^\s?#]+[^\s?#/]$/.test(value) && URL.canParse(value),
  ),
  countries: v.array(text('a country such as US', (value) => /^[A-Z]{2}$/.test(value))),
  addresses: v.record(
    text('a name', (value) => /^[\w-]{1,40}$/.test(value)),
    addressSchema,
  ),
  numbers: v.record(
    text('a phone number such as +14155550123', isE164),
    v.strictObject({ address: v.string() }),
  ),
  sids: v.exactOptional(
    v.strictObject({
      credentialList: v.exactOptional(text('a SID such as CL…', (value) => /^CL[0-9a-f]{32}$/i.test(value))),
    }),
  ),
});

/** The environment file: what Twilio should have for one stage. Domain and phones are in the dialtone file that it names. */
export type EnvironmentFile = v.InferOutput<typeof fileSchema>;

/** Reads an environment file. The error lists everything that is wrong, with the path to it. */
export const parseEnvironmentFile = (input: unknown): Result<EnvironmentFile, readonly Issue[]> => {
  const read = v.safeParse(fileSchema, input);
  return read.success ? ok(read.output) : fail(issuesOf(read.issues));
};

/** What of a dialtone matters to Twilio. */
export type PhonesOfDomain = {
  readonly domain: string;
  readonly extensions: readonly (Phone & { readonly callerId?: string })[];
  readonly emergencyCallerId?: string;
};

/**
 * The environment that a file and the phones of its dialtone make. Everything that Twilio would refuse half way is refused
 * here, before any request.
 */
export const environmentOf = (
  { dialtone: _path, ...file }: EnvironmentFile,
  { domain, extensions, emergencyCallerId }: PhonesOfDomain,
): Result<Environment, readonly Issue[]> => {
  const phones = extensions.map(({ user, number }) => ({ user, number }));
  const callerIds = extensions.flatMap(({ callerId }) => (callerId === undefined ? [] : [callerId]));
  const used = new Set([
    ...phones.map(({ number }) => number),
    ...callerIds,
    ...(emergencyCallerId ? [emergencyCallerId] : []),
  ]);
  const issues: readonly Issue[] = [
    ...(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.sip\.twilio\.com$/i.test(domain)
      ? []
      : [
          {
            path: 'domain',
            message: `must hold letters, digits and hyphens, and end in .sip.twilio.com, not "${domain}"`,
          },
        ]),
    ...(phones.length > mostPhones
      ? [
          {
            path: 'extensions',
            message: `must be at most ${mostPhones}, the limit of a credential list, not ${phones.length}`,
          },
        ]
      : []),
    ...phones.flatMap(({ user }, at) =>
      user.length <= longestUser && /^\S+$/.test(user)
        ? []
        : [
            {
              path: `extensions.${at}.user`,
              message: `must have at most ${longestUser} characters, the limit of Twilio`,
            },
          ],
    ),
    ...Object.keys(file.addresses).flatMap((address) => {
      const name = twilioAddressName(file.name, address);
      return name.length <= longestAddressName
        ? []
        : [
            {
              path: `addresses.${address}`,
              message: `must have a shorter name: "${name}" has ${name.length} characters, and Twilio takes ${longestAddressName} for an emergency address`,
            },
          ];
    }),
    ...[...used].flatMap((number) =>
      file.numbers[number]
        ? []
        : [{ path: 'numbers', message: `must have ${number}, with the address of its phones` }],
    ),
    ...Object.entries(file.numbers).flatMap(([number, { address }]) =>
      file.addresses[address]
        ? []
        : [{ path: `numbers.${number}.address`, message: `must name an address, not "${address}"` }],
    ),
  ];
  return issues.length > 0
    ? fail(issues)
    : ok({ ...file, domain: domain.toLowerCase(), phones } as Environment);
};
