import {
  askForDigits,
  compare,
  disconnect,
  invokeLambda,
  logFlow,
  say,
  setAttributes,
  transferToNumber,
  useVoice,
} from './blocks';
import { flow } from './flow';
import type { FlowDocument } from './flow-document';

/** What the send flow needs to know. */
export type SendFlowOptions = {
  /** The function that checks a number out: it answers `status` and `dnis`. */
  readonly checkOutArn: string;
  /** `Details.Parameters` of its event. `$.Attributes.accountnum` is what the caller entered. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where calls go without context if no number can be checked out. @default they end with an apology */
  readonly mainNumber?: string;
  readonly welcome?: string;
};

/**
 * Plays the legacy platform's menu: asks for an account number, checks a number out with it, and transfers the call there.
 * If no number is free, or the check-out fails, the call goes to the main number without context.
 */
export const sendFlow = ({
  checkOutArn,
  parameters,
  mainNumber,
  welcome = 'Welcome.',
}: SendFlowOptions): FlowDocument => {
  const withoutContext = mainNumber === undefined ? 'say-sorry' : 'transfer-without-context';
  return flow({
    'log-flow': logFlow(false, 'use-voice'),
    'use-voice': useVoice('Matthew', 'welcome'),
    welcome: say(welcome, { next: 'ask-account' }),
    'ask-account': askForDigits('Please enter your account number of five digits.', {
      most: 5,
      withinSeconds: 25,
      next: 'keep-account',
      failed: 'no-account',
    }),
    'keep-account': setAttributes(
      { accountnum: '$.StoredCustomerInput' },
      { next: 'check-out', failed: 'check-out' },
    ),
    'no-account': setAttributes({ accountnum: '99999' }, { next: 'check-out', failed: 'check-out' }),
    'check-out': invokeLambda(
      { functionArn: checkOutArn, parameters, withinSeconds: 8 },
      { next: 'is-checked-out', failed: withoutContext },
    ),
    'is-checked-out': compare('$.External.status', {
      equals: { Success: 'transfer' },
      otherwise: withoutContext,
    }),
    transfer: transferToNumber('$.External.dnis', { withinSeconds: 30, failed: 'say-sorry' }),
    ...(mainNumber !== undefined && {
      'transfer-without-context': transferToNumber(mainNumber, { withinSeconds: 30, failed: 'say-sorry' }),
    }),
    'say-sorry': say('We cannot transfer your call now. Please call again later.', { next: 'hang-up' }),
    'hang-up': disconnect(),
  });
};
