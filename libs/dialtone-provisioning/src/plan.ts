import { type Environment, type PlaceAddress, twilioAddressName } from './environment';
import type {
  AccountState,
  DomainSettings,
  FoundAddress,
  FoundNumber,
  NumberRouting,
  Purpose,
} from './provisioning-account';
import { differingFields, sameAddress } from './same-address';

/** One thing to do at Twilio. */
export type Change =
  | {
      readonly kind: 'create-address';
      readonly name: string;
      readonly address: PlaceAddress;
      /** What differs in the address of this name that the account has. It is kept until this one replaces it. */
      readonly before?: Partial<PlaceAddress>;
    }
  | { readonly kind: 'remove-address'; readonly sid: string; readonly name: string }
  | { readonly kind: 'create-domain'; readonly domain: string; readonly settings: DomainSettings }
  | {
      readonly kind: 'update-domain';
      readonly sid: string;
      readonly domain: string;
      readonly settings: Partial<DomainSettings>;
      readonly before: Partial<DomainSettings>;
    }
  | { readonly kind: 'remove-domain'; readonly sid: string; readonly domain: string }
  | { readonly kind: 'create-list'; readonly name: string }
  | { readonly kind: 'remove-list'; readonly sid: string; readonly name: string }
  | {
      readonly kind: 'map-list';
      readonly purpose: Purpose;
      readonly domainSid: string;
      readonly listSid: string;
    }
  | {
      readonly kind: 'unmap-list';
      readonly purpose: Purpose;
      readonly domainSid: string;
      readonly listSid: string;
    }
  | {
      readonly kind: 'update-number';
      readonly sid: string;
      readonly number: string;
      readonly routing: Partial<NumberRouting>;
      readonly before: Partial<NumberRouting>;
    }
  | {
      readonly kind: 'set-emergency-address';
      readonly sid: string;
      readonly number: string;
      readonly address: string;
      readonly addressSid: string;
    }
  | { readonly kind: 'take-off-emergency-address'; readonly sid: string; readonly number: string }
  | { readonly kind: 'release-number'; readonly sid: string; readonly number: string }
  | { readonly kind: 'add-credential'; readonly user: string; readonly listSid: string }
  | {
      readonly kind: 'remove-credential';
      readonly user: string;
      readonly sid: string;
      readonly listSid: string;
    };

/** A change, and what has to happen first. Without `after` it can be made now. */
export type PlannedChange = Change & { readonly after?: string };

export type ProvisioningPlan = {
  readonly changes: readonly PlannedChange[];
  /** What a person has to fix: nothing is changed while there is one. */
  readonly problems: readonly string[];
  /** What Twilio is still working on. */
  readonly waiting: readonly string[];
  /** What differs from the file, but must be changed by a person. */
  readonly notes: readonly string[];
};

/** The names that our resources have at Twilio. */
export const twilioNamesOf = ({ name }: Pick<Environment, 'name'>) => ({
  list: `dialtone-${name}`,
  address: (address: string) => twilioAddressName(name, address),
  isOurs: (text: string) => text.startsWith(twilioAddressName(name, '')),
});

/** How a SIP domain is set up. */
export const domainSettings = ({ name, webhooks }: Environment): DomainSettings => ({
  friendlyName: `dialtone-${name}`,
  voiceUrl: `${webhooks}/voice/outgoing`,
  voiceMethod: 'POST',
  voiceFallbackUrl: `${webhooks}/voice/outgoing/fallback`,
  voiceFallbackMethod: 'POST',
  voiceStatusCallbackUrl: `${webhooks}/voice/status`,
  voiceStatusCallbackMethod: 'POST',
  sipRegistration: true,
  emergencyCallingEnabled: true,
});

/** How a number is set up. */
export const numberRouting = ({ webhooks }: Environment): NumberRouting => ({
  voiceUrl: `${webhooks}/voice/incoming`,
  voiceMethod: 'POST',
  voiceFallbackUrl: `${webhooks}/voice/incoming/fallback`,
  voiceFallbackMethod: 'POST',
  statusCallback: `${webhooks}/voice/status`,
  statusCallbackMethod: 'POST',
});

/**
 * What has to change so that the account matches the environment. Pure: the same file and account give the same plan.
 *
 * @param tried numbers whose failed registration has been tried once more in this run, so that it is a problem now
 */
export const planChanges = (
  environment: Environment,
  state: AccountState,
  tried: ReadonlySet<string> = new Set(),
): ProvisioningPlan => {
  const names = twilioNamesOf(environment);
  const [list, another] = state.lists;
  const { domain } = state;
  const addresses = Object.entries(environment.addresses).map(([name, address]) => ({
    name,
    address,
    found: state.addresses.find((it) => it.name === names.address(name) && sameAddress(it.address, address)),
    // The file or the address at Twilio was changed. The old one stays until the number can have the one that the file has.
    differing: state.addresses.find((it) => it.name === names.address(name)),
  }));
  const numbers = Object.entries(environment.numbers).map(([number, { address }]) => ({
    number,
    address,
    found: state.numbers.find((it) => it.number === number),
    wanted: addresses.find(({ name }) => name === address)?.found,
  }));
  const emergency = numbers.map((it) => emergencyPlan(environment, it, tried));

  const problems = [
    ...(another
      ? [
          `Two credential lists are named "${names.list}": name the right one as sids.credentialList (${state.lists.map(({ sid }) => sid).join(' or ')})`,
        ]
      : []),
    ...numbers.flatMap(({ number, found }) =>
      found
        ? []
        : [
            `The account does not have ${number}: it was released, or never bought. Find one with dialtone numbers search, and buy it with dialtone numbers buy`,
          ],
    ),
    ...emergency.flatMap(({ problem }) => problem ?? []),
  ];

  const routing = numberRouting(environment);
  const settings = domainSettings(environment);
  const registered = new Set(
    numbers.flatMap(({ number, found, wanted }) =>
      found?.emergencyAddressStatus === 'registered' && found.emergencyAddressSid === wanted?.sid
        ? [number]
        : [],
    ),
  );
  const users = new Set(environment.phones.map(({ user }) => user));

  const changes: readonly PlannedChange[] = [
    ...addresses.flatMap(({ name, address, found, differing }): readonly PlannedChange[] =>
      found
        ? []
        : [
            {
              kind: 'create-address',
              name: names.address(name),
              address,
              ...(differing && { before: differingFields(differing.address, address) }),
            },
          ],
    ),
    ...(domain
      ? updatesOf(environment, domain.sid, domain.settings, settings)
      : [{ kind: 'create-domain', domain: environment.domain, settings } as const]),
    ...(list ? [] : [{ kind: 'create-list', name: names.list } as const]),
    ...(['calls', 'registrations'] as const).flatMap((purpose): readonly PlannedChange[] =>
      list && domain?.lists[purpose].includes(list.sid)
        ? []
        : [
            {
              kind: 'map-list',
              purpose,
              domainSid: domain?.sid ?? '',
              listSid: list?.sid ?? '',
              ...(!(list && domain) && { after: 'the domain and its list are created' }),
            },
          ],
    ),
    ...numbers.flatMap(({ number, found }): readonly PlannedChange[] => {
      const { changed, before } = found ? difference(found.routing, routing) : { changed: {}, before: {} };
      return found && Object.keys(changed).length > 0
        ? [{ kind: 'update-number', sid: found.sid, number, routing: changed, before }]
        : [];
    }),
    ...emergency.flatMap(({ changes: some }) => some),
    ...environment.phones
      .filter(({ user }) => !state.credentials.some((it) => it.user === user))
      .map(({ user, number }): PlannedChange => ({
        kind: 'add-credential',
        user,
        listSid: list?.sid ?? '',
        // A phone without a registered address is not let in: a dispatcher could not find it.
        ...(!registered.has(number)
          ? { after: `the emergency address of ${number} is registered` }
          : !list && { after: 'the list is created' }),
      })),
    ...state.credentials
      .filter(({ user }) => !users.has(user))
      .map(({ user, sid }): PlannedChange => ({
        kind: 'remove-credential',
        user,
        sid,
        listSid: list?.sid ?? '',
      })),
    ...state.addresses
      .filter(({ sid, name }) => names.isOurs(name) && !addresses.some(({ found }) => found?.sid === sid))
      .map(({ sid, name }): PlannedChange => ({
        kind: 'remove-address',
        sid,
        name,
        ...(state.numbers.some((it) => it.emergencyAddressSid === sid) && { after: 'no number uses it' }),
      })),
  ];

  return {
    changes,
    problems,
    waiting: emergency.flatMap(({ waiting }) => waiting ?? []),
    notes: [
      ...countryNotes(environment, state),
      ...listNotes(state),
      ...lostAddresses(environment, state, registered),
    ],
  };
};

const updatesOf = (
  { domain }: Environment,
  sid: string,
  found: DomainSettings,
  wanted: DomainSettings,
): readonly PlannedChange[] => {
  const { changed, before } = difference(found, wanted);
  return Object.keys(changed).length > 0
    ? [{ kind: 'update-domain', sid, domain, settings: changed, before }]
    : [];
};

/** The fields that differ: as they should be, and as they are. */
const difference = <T extends object>(
  found: T,
  wanted: T,
): { readonly changed: Partial<T>; readonly before: Partial<T> } => {
  const names = (Object.keys(wanted) as (keyof T)[]).filter((name) => found[name] !== wanted[name]);
  const only = (from: T): Partial<T> =>
    Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<T>;
  return { changed: only(wanted), before: only(found) };
};

type WantedNumber = {
  readonly number: string;
  /** The name of the address. */
  readonly address: string;
  readonly found: FoundNumber | undefined;
  readonly wanted: FoundAddress | undefined;
};

type EmergencyPlan = {
  readonly changes: readonly PlannedChange[];
  readonly problem?: string;
  readonly waiting?: string;
};

/**
 * An address is changed in two steps: the old one is taken off, and the new one is set (docs, "Emergency Calling API"). The
 * first step waits until Twilio has accepted the new address: it refuses one that it cannot validate (errors 21628 and 21629),
 * and the number would then have none.
 */
const emergencyPlan = (
  environment: Environment,
  wish: WantedNumber,
  tried: ReadonlySet<string>,
): EmergencyPlan => {
  const { number, address, found, wanted } = wish;
  if (!found) return { changes: [] };
  const isCreated = { ...(!wanted && { after: `the address "${address}" is created` }) };
  const takeOff = { kind: 'take-off-emergency-address', sid: found.sid, number, ...isCreated } as const;
  const set = {
    kind: 'set-emergency-address',
    sid: found.sid,
    number,
    address,
    addressSid: wanted?.sid ?? '',
  } as const;
  switch (found.emergencyAddressStatus) {
    case 'pending-registration':
    case 'pending-unregistration':
      return { changes: [], waiting: `Twilio is working on the emergency address of ${number}` };
    case 'registered':
      if (found.emergencyAddressSid === wanted?.sid) return { changes: [] };
      return { changes: [takeOff, { ...set, after: 'the old address is removed' }] };
    case 'registration-failure':
    case 'unregistration-failure': {
      const failing = found.emergencyAddressSid === wanted?.sid;
      if (failing && tried.has(number)) {
        const { street, city, region, postalCode } = environment.addresses[address] as PlaceAddress;
        return {
          changes: [],
          problem: `Twilio could not register the emergency address "${address}" for ${number}: check ${street}, ${city}, ${region} ${postalCode}`,
        };
      }
      return { changes: [takeOff, { ...set, after: 'the failed address is removed' }] };
    }
    case 'unregistered':
      return { changes: [{ ...set, ...isCreated }] };
  }
};

const countryNotes = ({ countries }: Environment, state: AccountState): readonly string[] => {
  const open = state.countries
    .filter(({ code, isOpen }) => isOpen && !countries.includes(code))
    .map(({ code }) => code);
  const risky = state.countries.filter(({ isHighRiskOpen }) => isHighRiskOpen).map(({ code }) => code);
  const closed = state.countries
    .filter(({ code, isOpen }) => !isOpen && countries.includes(code))
    .map(({ code }) => code);
  return [
    ...(open.length > 0
      ? [
          `The account may dial ${open.join(', ')}, which the file does not list: close it in the console, under Voice Geographic Permissions`,
        ]
      : []),
    ...(risky.length > 0
      ? [
          `High-risk numbers of ${risky.join(', ')} are open: close them in the console, under Voice Geographic Permissions`,
        ]
      : []),
    ...(closed.length > 0
      ? [`The account may not dial ${closed.join(', ')}, which the file lists: open it in the console`]
      : []),
  ];
};

const listNotes = ({ domain, lists }: AccountState): readonly string[] => {
  const [own] = lists;
  const foreign = new Set(
    [...(domain?.lists.calls ?? []), ...(domain?.lists.registrations ?? [])].filter(
      (sid) => sid !== own?.sid,
    ),
  );
  return [...foreign].map(
    (sid) => `The domain also lets in phones of the credential list ${sid}, which is not in the file`,
  );
};

/** A phone that has a credential, and whose number has lost its address. */
const lostAddresses = (
  { phones }: Environment,
  { credentials }: AccountState,
  registered: ReadonlySet<string>,
): readonly string[] =>
  phones
    .filter(({ user, number }) => credentials.some((it) => it.user === user) && !registered.has(number))
    .map(
      ({ user, number }) =>
        `"${user}" has a credential, and ${number} has no registered emergency address yet`,
    );
