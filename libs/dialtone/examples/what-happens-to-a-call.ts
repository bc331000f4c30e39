import type { EpochSeconds } from '@dialplane/basics';
import { decideDial, identify, memoryCallLedger, parseDialtone } from '../src';

/** Reads a configuration with one phone, and shows the decisions for some numbers that it dials. */
export const whatHappensTo = async (...dialled: readonly string[]): Promise<readonly string[]> => {
  const read = parseDialtone({
    domain: 'phones.sip.twilio.com',
    extensions: [{ user: 'desk', number: '+12065550100', emergencyAddress: 'registered' }],
    policies: {
      default: {
        countries: ['US', 'CA'],
        caps: { concurrentCalls: 1, callsPerHour: 30, dollarsPerDay: 10, callSeconds: 3_600 },
      },
    },
    prices: { tollFree: 0, sip: 0.004, countries: { US: 0.014, CA: 0.014 }, other: 1 },
    emergencyCallerId: '+12065550100',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const dialtone = read.value;
  const ledger = memoryCallLedger();
  const now = 1_795_809_600 as EpochSeconds;
  const extension = identify(dialtone, { from: 'sip:desk@phones.sip.twilio.com', sipUsername: '' });

  const outcomes: string[] = [];
  for (const [index, text] of dialled.entries()) {
    const decision = decideDial(dialtone, extension, text, now);
    if (decision.kind === 'refuse') outcomes.push(`refused: ${decision.because}`);
    else if (!('counted' in decision)) outcomes.push(`${decision.kind}: ${decision.number}`);
    else {
      const planned = { call: `CA${index}`, ringSeconds: 30, microsPerMinute: decision.microsPerMinute };
      outcomes.push(`${decision.counted}: ${await ledger.admit('desk', planned, decision.policy.caps, now)}`);
    }
  }
  return outcomes;
};
