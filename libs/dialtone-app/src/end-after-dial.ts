import type { Dialtone } from '@dialplane/dialtone';
import type { Verb, Webhook } from '@dialplane/twilio-voice';
import { sayAndEnd } from './say-and-end';

/** The statuses of a Dial that connected no party (twilio.com/docs/voice/twiml/dial, "DialCallStatus"). */
export const unconnected: readonly string[] = ['busy', 'failed', 'no-answer'];

/** Ends a call whose webhook failed after a Dial: says that it failed, unless a party was connected. */
export const endAfterDial = (dialtone: Dialtone, { field }: Pick<Webhook, 'field'>): readonly Verb[] =>
  unconnected.includes(field('DialCallStatus')) ? sayAndEnd(dialtone, 'failed') : [{ kind: 'hangup' }];
