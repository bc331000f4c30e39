import type { EpochSeconds } from '@dialplane/basics';
import { forwardingApp, memoryForwards } from '@dialplane/forwarding';
import { fixedKeys } from '@dialplane/twilio-voice';
import { accountSid } from '@dialplane/virtual-twilio/testing';
import fc from 'fast-check';
import { forwardingTwilio } from '../src/forwarding-twilio';
import { anyCallTrace, type CallTrace } from './call-trace';
import { playOnChime } from './play-on-chime';
import { base, playOnTwilio, token } from './play-on-twilio';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const now = () => 1_795_809_600 as EpochSeconds;

/** Plays one trace through both providers. @returns the decisions of each */
export const playOnBoth = async (trace: CallTrace) => {
  const { find } = memoryForwards([trace.forward]);
  const ports = { find, now, log };
  const twilio = forwardingTwilio({
    ...ports,
    publicBaseUrl: base,
    keys: fixedKeys({ accounts: { [accountSid]: [token] } }),
    promptsUrl: `${base}/prompts`,
  });
  return {
    chime: await playOnChime(forwardingApp(ports), 'call-1', trace),
    twilio: await playOnTwilio(twilio, 'CA1', trace),
  };
};

export type ComparedDecisions = {
  readonly traces: number;
  readonly decisions: number;
  readonly different: number;
};

/** Plays generated call traces through Chime and through Twilio. @throws with the smallest trace on which the two differ */
export const compareDecisions = async (traces: number): Promise<ComparedDecisions> => {
  let decisions = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyCallTrace, async (trace) => {
      const { chime, twilio } = await playOnBoth(trace);
      decisions += chime.length;
      seen.add(chime.join());
      if (chime.join('\n') !== twilio.join('\n'))
        throw new Error(`Chime: ${chime.join('; ')}\nTwilio: ${twilio.join('; ')}`);
    }),
    { numRuns: traces },
  );
  return { traces, decisions, different: seen.size };
};
