import { fail, ok, type Result, unreachable } from '@dialplane/basics';
import { type Environment } from './environment';
import { newPassword } from './password';
import { type Change, twilioNamesOf, type ProvisioningPlan, planChanges } from './plan';
import { planRemoval } from './plan-removal';
import { type AccountState, type ProvisioningAccount, ProvisioningError } from './provisioning-account';
import { differingFields, sameAddress } from './same-address';

export type ReconcileOptions = {
  readonly account: ProvisioningAccount;
  readonly environment: Environment;
  /** Told of each change that was made. A new password is in it, once: show it, and keep it nowhere. */
  readonly done: (change: Change, password?: string) => void;
  readonly progress: (text: string) => void;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** @default random */
  readonly newPassword?: () => string;
};

/** Why the account does not match the file. Completed changes are kept; the same command resumes from there. */
export type Unfinished = { readonly message: string; readonly details: readonly string[] };

export type Reconciled = { readonly changes: number; readonly notes: readonly string[] };

/** What to look for in the account. */
export const wantedOf = (environment: Environment) => ({
  domain: environment.domain,
  listName: twilioNamesOf(environment).list,
  ...(environment.sids?.credentialList && { listSid: environment.sids.credentialList }),
});

const mostRounds = 40;
/** Five minutes of waiting. An address usually takes less; where it takes more, the same command is run again. */
const mostWaits = 100;
const mostFailures = 5;
/** How long a request whose answer was lost may take to show. */
const settles = 5_000;
/** How long to wait before the account is read again while Twilio is working. */
const looksAgain = 3_000;

/**
 * Makes the account match the environment, round by round: it reads the account, makes the changes that are possible, and reads
 * again. Between rounds it remembers only what this run created and the account does not show yet. So a run that was stopped can
 * simply be repeated, and a request whose answer was lost is not repeated before the account has been read.
 */
export const reconcile = (options: ReconcileOptions): Promise<Result<Reconciled, Unfinished>> =>
  rounds(options, (state, tried) => planChanges(options.environment, state, tried));

/** Removes everything that the environment describes. Numbers stay unless they are to be released. */
export const removeEnvironment = (
  options: ReconcileOptions,
  { releasesNumbers }: { readonly releasesNumbers: boolean },
): Promise<Result<Reconciled, Unfinished>> =>
  rounds(options, (state) => planRemoval(options.environment, state, releasesNumbers));

const rounds = async (
  { account, environment, done, progress, sleep, ...options }: ReconcileOptions,
  planOf: (state: AccountState, tried: ReadonlySet<string>) => ProvisioningPlan,
): Promise<Result<Reconciled, Unfinished>> => {
  const made = new Set<string>();
  const tried = new Set<string>();
  let changes = 0;
  let failures = 0;
  let waits = 0;
  for (let round = 0; round < mostRounds && waits < mostWaits; round += 1) {
    let plan: ProvisioningPlan;
    try {
      plan = planOf(await account.read(wantedOf(environment)), tried);
    } catch (error) {
      if (!(error instanceof ProvisioningError)) throw error;
      return fail({ message: `Cannot read the account: ${error.message}`, details: [] });
    }
    if (plan.problems.length > 0)
      return fail({
        message: 'Cannot change the Twilio account: fix every problem below first',
        details: plan.problems,
      });
    if (plan.changes.length === 0 && plan.waiting.length === 0) return ok({ changes, notes: plan.notes });

    // What this run has made, and the account does not show yet, is not made twice.
    const ready = plan.changes.filter((change) => change.after === undefined && !made.has(keyOf(change)));
    if (ready.length === 0) {
      progress(plan.waiting[0] ?? 'Twilio does not show yet what was created');
      await sleep(looksAgain);
      waits += 1;
      round -= 1;
      continue;
    }
    for (const change of ready) {
      const password = change.kind === 'add-credential' ? (options.newPassword ?? newPassword)() : undefined;
      try {
        await make(account, change, password ?? '');
        if (change.kind === 'take-off-emergency-address') tried.add(change.number);
        else if (change.kind !== 'set-emergency-address') made.add(keyOf(change));
        changes += 1;
        failures = 0;
        done(change, password);
      } catch (error) {
        if (!(error instanceof ProvisioningError)) throw error;
        if (error.outcome === 'refused') return fail(refusal(change, error));
        failures += 1;
        if (failures >= mostFailures)
          return fail({
            message: `Cannot ${changeInWords(change)}: ${error.message}. Run the same command again: it resumes from here`,
            details: [],
          });
        progress(`${changeInWords(change)}: ${error.message}; checking whether it was done`);
        await sleep(settles);
        if (
          password !== undefined &&
          error.outcome === 'unknown' &&
          (await isThere(account, environment, change))
        ) {
          changes += 1;
          done(change, password);
        }
        break;
      }
    }
  }
  return fail({
    message: 'Cannot finish: Twilio is still working on it. Run the same command again later',
    details: [],
  });
};

/** A credential whose answer was lost has the password of this run, if it is there. */
const isThere = async (
  account: ProvisioningAccount,
  environment: Environment,
  change: Change,
): Promise<boolean> => {
  if (change.kind !== 'add-credential') return false;
  const { credentials } = await account.read(wantedOf(environment));
  return credentials.some(({ user }) => user === change.user);
};

/** Twilio has a similar address, and suggests it (twilio.com/docs/api/errors/21629). */
const correctedAddress = 21629;

const refusal = (change: Change, error: ProvisioningError): Unfinished => ({
  message: `Cannot ${changeInWords(change)}: ${error.message}`,
  details:
    change.kind === 'create-address'
      ? [
          ...Object.entries(change.address).map(([field, value]) => `${field}: ${value}`),
          ...(error.code === correctedAddress
            ? [
                'If the phones are at the address that Twilio suggests, write it into the file exactly so. Numbers that have an address keep it until then',
              ]
            : []),
        ]
      : error.code === 21232
        ? ['Names of SIP domains are unique among all accounts of Twilio: choose another one']
        : [],
});

const make = (account: ProvisioningAccount, change: Change, password: string): Promise<void> => {
  switch (change.kind) {
    case 'create-address':
      return createAddress(account, change);
    case 'remove-address':
      return account.deleteAddress(change.sid);
    case 'create-domain':
      return account.createDomain(change.domain, change.settings);
    case 'update-domain':
      return account.updateDomain(change.sid, change.settings);
    case 'remove-domain':
      return account.deleteDomain(change.sid);
    case 'create-list':
      return account.createList(change.name);
    case 'remove-list':
      return account.deleteList(change.sid);
    case 'map-list':
      return account.mapList(change.domainSid, change.listSid, change.purpose);
    case 'unmap-list':
      return account.unmapList(change.domainSid, change.listSid, change.purpose);
    case 'update-number':
      return account.updateNumber(change.sid, change.routing);
    case 'set-emergency-address':
      return account.setEmergencyAddress(change.sid, change.addressSid);
    case 'take-off-emergency-address':
      return account.setEmergencyAddress(change.sid, '');
    case 'release-number':
      return account.releaseNumber(change.sid);
    case 'add-credential':
      return account.addCredential(change.listSid, change.user, password);
    case 'remove-credential':
      return account.removeCredential(change.listSid, change.sid);
    default:
      return unreachable(change);
  }
};

/** Stops where the account has another text than the file: the next run would not find its own address. */
const createAddress = async (
  account: ProvisioningAccount,
  { name, address }: Extract<Change, { kind: 'create-address' }>,
): Promise<void> => {
  const { sid, address: stored } = await account.createAddress(name, address);
  if (sameAddress(stored, address)) return;
  await account.deleteAddress(sid); // no number has it yet
  const others = Object.entries(differingFields(stored, address)).map(
    ([field, value]) => `${field} "${value}"`,
  );
  throw new ProvisioningError(`Twilio stored it with ${others.join(', ')}`, 'refused', correctedAddress);
};

/** Two changes with the same key would create the same resource. */
const keyOf = (change: Change): string => {
  const { kind } = change;
  const about =
    'user' in change ? change.user : 'number' in change ? change.number : 'name' in change ? change.name : '';
  const detail =
    'purpose' in change ? change.purpose : 'address' in change ? JSON.stringify(change.address) : '';
  return [kind, about, detail].join(' ');
};

/** A change in the words of a command: "add the credential "desk"". */
export const changeInWords = (change: Change): string => {
  switch (change.kind) {
    case 'create-address':
      return change.before
        ? `create the address "${change.name}" as the file has it, to replace the one at Twilio`
        : `create the address "${change.name}"`;
    case 'remove-address':
      return `remove the address "${change.name}"`;
    case 'create-domain':
      return `create the SIP domain ${change.domain}`;
    case 'update-domain':
      return `update the SIP domain ${change.domain}`;
    case 'remove-domain':
      return `remove the SIP domain ${change.domain}`;
    case 'create-list':
      return `create the credential list "${change.name}"`;
    case 'remove-list':
      return `remove the credential list "${change.name}", with its credentials`;
    case 'map-list':
      return `map the credential list to ${change.purpose} (phones may ${allowedBy[change.purpose]})`;
    case 'unmap-list':
      return `unmap the credential list from ${change.purpose} (phones may no longer ${allowedBy[change.purpose]})`;
    case 'update-number':
      return `update the number ${change.number}`;
    case 'set-emergency-address':
      return `register the emergency address "${change.address}" for ${change.number}`;
    case 'take-off-emergency-address':
      return `remove the emergency address from ${change.number}`;
    case 'release-number':
      return `release the number ${change.number}`;
    case 'add-credential':
      return `add the credential "${change.user}"`;
    case 'remove-credential':
      return `remove the credential "${change.user}"`;
    default:
      return unreachable(change);
  }
};

const allowedBy = { calls: 'place calls', registrations: 'register' } as const;

/** What a change replaces: `voiceMethod: GET → POST`. */
export const detailsOf = (change: Change): readonly string[] => {
  if (!('before' in change)) return [];
  const [before, after] = [
    change.before,
    'settings' in change ? change.settings : 'routing' in change ? change.routing : change.address,
  ].map((it) => it as Readonly<Record<string, unknown>>);
  const names = Object.keys(('address' in change ? before : after) ?? {});
  return names.map((name) => `${name}: ${shownValue(before?.[name])} → ${shownValue(after?.[name])}`);
};

const shownValue = (value: unknown): string =>
  value === '' || value === undefined ? '(none)' : String(value);
