import type { FindForward } from '@dialplane/forwarding';
import { epochSeconds } from '@dialplane/kernel';
import { forwardingSma } from '@dialplane/apps/forwarding-sma';
import type { Logger } from '@dialplane/lambda-runtime';
import {
  phoneNetwork,
  type PhoneNetwork,
  type RecordStore,
  type Time,
  type Transcript,
  type PhoneBehaviour,
} from '@dialplane/phone-network';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import { ownNumbers } from './numbers';

export type PlatformOptions = {
  readonly time: Time;
  readonly findForward: FindForward;
  readonly records: RecordStore;
  readonly transcript: Transcript;
  readonly log: Logger;
  /** Names for calls and legs. @default counted: `transaction-1` */
  readonly newId?: (kind: 'transaction' | 'call') => string;
  /** What phones do that nobody described. */
  readonly strangers?: (number: string) => PhoneBehaviour;
};

/** The application's name in the virtual service; records are kept under it. */
const applicationId = 'forwarding-sma';

/**
 * Everything that a call meets, on one machine: the virtual phone network with our numbers, and behind them the same
 * handler that runs as the Lambda forwarding-sma.
 */
export const platform = (options: PlatformOptions): PhoneNetwork => {
  const { time, findForward, log } = options;
  const network = phoneNetwork({
    ...options,
    failed: (error, call) => log.error('A handler failed', { call, error }),
  });
  const app = forwardingSma({ find: findForward, now: () => epochSeconds(new Date(time.now())), log });
  network.addApplication({
    id: applicationId,
    region: 'us-east-1',
    accountId: '111122223333',
    handler: smaHandler(
      onChime(app, { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } }),
    ),
  });
  for (const number of ownNumbers)
    network.addNumber(number, { applicationId, sipRuleId: `rule-${number.slice(-4)}` });
  return network;
};
