import type { EpochSeconds } from '@dialplane/basics';
import { isOpen } from '@dialplane/forwarding';
import { type E164, isE164, numberFacts, serviceCodeIn } from '@dialplane/phone-numbers';
import { type Destination, type Dialtone, extensionsAt, dialtonePolicyOf } from './dialtone';
import type { CountedKind, DialtonePolicy } from './dialtone-policy';
import type { Extension } from './extension';
import { readDialled } from './read-dialled';
import type { Refusal } from './refusal';

/** A call that is placed without any check: no cap, schedule, ledger or phone status can stop it. */
export type UrgentCall = {
  readonly kind: 'emergency' | 'emergency-test' | 'crisis-line';
  readonly number: '911' | '933' | '988';
  /** The number with the registered address, not the caller ID of other calls. */
  readonly callerId: E164;
  /** Whether the emergency services are told where the phone is. `unknown-phone`: the phone is not in our list. */
  readonly location: 'registered' | 'unregistered' | 'unknown-phone';
};

/** A call that is placed if the caps allow it. */
export type CountedCall = {
  readonly kind: 'call' | 'on-net' | 'operator' | 'menu';
  readonly counted: CountedKind;
  readonly extension: Extension;
  readonly policy: DialtonePolicy;
  readonly callerId: E164;
  /** The targets to ring, all at once. */
  readonly targets: readonly CallTarget[];
  /** The price of a minute, in millionths of a US dollar. */
  readonly microsPerMinute: number;
};

/** A number for Twilio's number noun, or a SIP address: a user of our domain, or any URI. */
export type CallTarget =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'extension'; readonly user: string }
  | { readonly kind: 'sip'; readonly uri: string };

export type DialDecision = UrgentCall | CountedCall | { readonly kind: 'refuse'; readonly because: Refusal };

/**
 * Decides what to do with a dialled call, without the caps. Pure.
 *
 * @param extension the phone that dials; `undefined` for a phone that is not in the list, which may place only urgent calls
 */
export const decideDial = (
  dialtone: Dialtone,
  extension: Extension | undefined,
  text: string,
  now: EpochSeconds,
): DialDecision => {
  const policy = dialtonePolicyOf(dialtone, extension);
  const dialled = readDialled(text, policy);
  if (dialled.kind === 'emergency' || dialled.kind === 'emergency-test')
    return urgent(dialtone, extension, dialled.kind, dialled.number);
  if (dialled.kind === 'service-code' && dialled.code === '988')
    return urgent(dialtone, extension, 'crisis-line', '988');

  if (!extension) return refuse('unknown-phone');
  if (extension.status === 'suspended') return refuse('suspended');
  const decision = ((): DialDecision => {
    switch (dialled.kind) {
      case 'unreadable':
        return refuse(dialled.because);
      case 'operator':
      case 'menu':
        return toDestination(dialtone, extension, policy, dialled.kind);
      case 'service-code':
        return toServiceCode(dialtone, extension, policy, dialled.code);
      case 'number':
        return toNumber(dialtone, extension, policy, policy.transforms?.[dialled.number] ?? dialled.number);
    }
  })();
  const waits = 'counted' in decision && hoursApply.includes(decision.counted);
  return waits && policy.hours && !isOpen(policy.hours, now) ? refuse('off-hours') : decision;
};

const hoursApply: readonly CountedKind[] = ['domestic', 'international', 'operator'];

const refuse = (because: Refusal) => ({ kind: 'refuse', because }) as const;

const urgent = (
  dialtone: Dialtone,
  extension: Extension | undefined,
  kind: UrgentCall['kind'],
  number: UrgentCall['number'],
): UrgentCall => ({
  kind,
  number,
  callerId: extension?.number ?? dialtone.emergencyCallerId,
  location: extension?.emergencyAddress ?? 'unknown-phone',
});

const counted = (
  extension: Extension,
  policy: DialtonePolicy,
  call: Pick<CountedCall, 'kind' | 'counted' | 'targets'> & { readonly dollars: number },
): CountedCall => ({
  kind: call.kind,
  counted: call.counted,
  targets: call.targets,
  extension,
  policy,
  callerId: extension.callerId ?? extension.number,
  microsPerMinute: Math.round(call.dollars * 1_000_000),
});

const toDestination = (
  dialtone: Dialtone,
  extension: Extension,
  policy: DialtonePolicy,
  kind: 'operator' | 'menu',
): DialDecision => {
  const destination = dialtone[kind];
  if (!destination) return refuse(kind === 'operator' ? 'no-operator' : 'no-menu');
  return counted(extension, policy, {
    kind,
    counted: 'operator',
    targets: [targetOf(destination)],
    dollars: 'number' in destination ? priceOf(dialtone, destination.number, policy) : dialtone.prices.sip,
  });
};

const targetOf = (destination: Destination): CallTarget => {
  if ('sip' in destination) return { kind: 'sip', uri: destination.sip };
  if ('number' in destination) return { kind: 'number', number: destination.number };
  return { kind: 'extension', user: destination.extension };
};

const priceOf = ({ prices }: Dialtone, number: E164, policy: DialtonePolicy): number => {
  const { kind, country } = numberFacts(number, policy);
  if (kind === 'toll-free') return prices.tollFree;
  const price = kind === 'ordinary' && country ? prices.countries[country] : undefined;
  return price ?? prices.other;
};

/** North American service codes that are free to call. 611 is the telephone company's own. */
const freeServices: readonly string[] = ['211', '311', '511', '711', '811'];

const toServiceCode = (
  dialtone: Dialtone,
  extension: Extension,
  policy: DialtonePolicy,
  code: string,
): DialDecision => {
  const replaced = policy.transforms?.[code];
  if (replaced !== undefined) return toNumber(dialtone, extension, policy, replaced);
  if (code === '411')
    return policy.directoryAssistance === 'operator'
      ? toDestination(dialtone, extension, policy, 'operator')
      : refuse('directory-assistance');
  if (!freeServices.includes(code)) return refuse('service-code');
  return counted(extension, policy, {
    kind: 'call',
    counted: 'toll-free',
    targets: [{ kind: 'number', number: code }],
    dollars: dialtone.prices.tollFree,
  });
};

const toNumber = (
  dialtone: Dialtone,
  extension: Extension,
  policy: DialtonePolicy,
  number: string,
): DialDecision => {
  if (!isE164(number) || serviceCodeIn(number)) return refuse('not-a-number');
  // Directory assistance of any area code, including area codes that do not exist: futel/asteriskserver#173.
  if (/^\+1[2-9]\d\d5551212$/.test(number)) return toDestination(dialtone, extension, policy, 'operator');

  const ringing = extensionsAt(dialtone, number);
  if (ringing.length > 0) {
    const others = ringing.filter(({ user }) => user !== extension.user);
    return others.length === 0
      ? refuse('own-number')
      : counted(extension, policy, {
          kind: 'on-net',
          counted: 'on-net',
          targets: others.map(({ user }) => ({ kind: 'extension', user })),
          dollars: dialtone.prices.sip,
        });
  }

  const { kind, country } = numberFacts(number, policy);
  if (kind === 'unknown') return refuse('not-a-number');
  if (kind === 'premium' && policy.premium !== 'allow') return refuse('premium');
  if (kind === 'shared-cost' && policy.sharedCost !== 'allow') return refuse('shared-cost');
  if (kind !== 'toll-free' && !(country && policy.countries.includes(country))) return refuse('country');
  return counted(extension, policy, {
    kind: 'call',
    counted:
      kind === 'toll-free' ? 'toll-free' : country === (policy.home ?? 'US') ? 'domestic' : 'international',
    targets: [{ kind: 'number', number }],
    dollars: priceOf(dialtone, number, policy),
  });
};
