// Read by the compiler and never run: each marked line must fail to compile.
import type { E164 } from '@dialplane/phone-numbers';
import type { Decision } from './call-app';
import type { BridgeTarget, Step } from './step';

declare const number: E164;

// @ts-expect-error a phone takes no headers
export const phoneWithHeaders: BridgeTarget = { kind: 'phone', number, headers: {} };

// @ts-expect-error text is not a phone number until it is parsed
export const unparsedNumber: BridgeTarget = { kind: 'phone', number: '+14155550199' };

// @ts-expect-error a trunk needs the user to ring
export const trunkWithoutUser: BridgeTarget = { kind: 'trunk', trunk: 't' };

// @ts-expect-error a provider's action is not a step
export const actionOfChime: Step = { Type: 'Hangup', Parameters: {} };

// @ts-expect-error what is remembered is text
export const rememberedNumber: Decision = { steps: [], remember: { attempts: 2 } };
