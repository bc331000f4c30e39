import { fail } from '@dialplane/basics';
import { readSeconds } from '../../arguments';
import type { AddCommand, Perform, Session } from '../../session';
import type * as Actions from './actions';
import type * as Forwarding from './forward';

/** `dialplane dialtone …`: SIP phones at Twilio. */
export const addDialtone: AddCommand = (parent, performCommand) => {
  const dialtone = parent
    .command('dialtone')
    .description('SIP phones at Twilio: domains, credentials, numbers, and releases of the call apps')
    .option('--loopback', 'use the simulated Twilio of loopback, which npm start starts');
  const perform: Perform = (work) =>
    performCommand(async (session) => {
      if (!dialtone.opts<{ readonly loopback?: boolean }>().loopback) return work(session);
      const { invalid } = session.api;
      return invalid ? fail(invalid) : work(onLoopback(session));
    });

  dialtone
    .command('plan <file>')
    .description('what would change at Twilio, and what differs from the file; changes nothing')
    .option('--check', 'exit with status 3 when anything differs')
    .action((file: string, flags: { readonly check?: boolean }) =>
      perform((session) => actions().plan(session, file, flags)),
    );
  dialtone
    .command('apply <file>')
    .description('change the account at Twilio to match the file; shows each new password once')
    .action((file: string) => perform((session) => actions().apply(session, file)));
  dialtone
    .command('destroy <file>')
    .description('remove everything that the file describes; numbers stay unless --release-numbers')
    .option('--release-numbers', 'release the numbers too: they cannot be bought back')
    .option('--yes', 'remove it; without this flag, the command only lists what it would remove')
    .action((file: string, flags: { readonly releaseNumbers?: boolean; readonly yes?: boolean }) =>
      perform((session) => actions().destroy(session, file, flags)),
    );
  dialtone
    .command('rotate <file> <user>')
    .description('give a phone a new password, and show it once')
    .action((file: string, user: string) => perform((session) => actions().rotate(session, file, user)));
  dialtone
    .command('phone <file> <user>')
    .description('what to enter into a SIP phone; makes no request to Twilio')
    .action((file: string, user: string) => perform((session) => actions().phone(session, file, user)));

  dialtone
    .command('call <user> <number>')
    .description('have a simulated SIP phone dial, and draw the call as a ladder; loopback only')
    .option(
      '--hangs-up-after <seconds>',
      'how long the caller stays after the call is answered',
      readSeconds,
      2,
    )
    .option('--timeout <seconds>', 'how long to wait for the end of the call', readSeconds, 120)
    .action(
      (user: string, number: string, flags: { readonly hangsUpAfter: number; readonly timeout: number }) =>
        perform((session) => actions().call(session, user, number, flags)),
    );

  const numbers = dialtone.command('numbers').description('numbers of the Twilio account');
  numbers
    .command('list')
    .description('the numbers of the account, and where calls to each go')
    .action(() => perform((session) => actions().listNumbers(session)));
  numbers
    .command('search')
    .description('numbers that can be bought: at most 30')
    .requiredOption('--area-code <digits>', 'three digits')
    .option('--country <code>', 'ISO 3166', 'US')
    .action((flags: { readonly areaCode: string; readonly country: string }) =>
      perform((session) => actions().searchNumbers(session, flags)),
    );
  numbers
    .command('buy')
    .description('buy one number; the same name never buys a second one')
    .requiredOption('--name <name>', 'the name of the order, such as dialtone-dev/lobby')
    .requiredOption('--area-code <digits>', 'three digits')
    .option('--country <code>', 'ISO 3166', 'US')
    .option('--yes', 'buy it; without this flag, the command only says what it would buy')
    .action(
      (flags: {
        readonly name: string;
        readonly areaCode: string;
        readonly country: string;
        readonly yes?: boolean;
      }) => perform((session) => actions().buy(session, flags)),
    );
  numbers
    .command('release <number>')
    .description('release a number; afterwards another customer may buy it')
    .option('--yes', 'release it; without this flag, the command only says what it would release')
    .action((number: string, flags: { readonly yes?: boolean }) =>
      perform((session) => actions().release(session, number, flags)),
    );

  dialtone
    .command('forward <file>')
    .description('store forwards of numbers at Twilio, for the Lambda forwarding-twilio')
    .requiredOption('--table <name>', "the DynamoDB table, from the stack's output forwards_table")
    .action((file: string, flags: { readonly table: string }) =>
      perform(() => forwarding().storeForwards(file, flags)),
    );

  dialtone
    .command('promote <from> <to>')
    .description('promote the release of one stage to another: the same files, tested before the first call')
    .requiredOption('--file <file>', 'the environment file of the stage to promote to')
    .action((from: string, to: string, { file }: { readonly file: string }) =>
      perform((session) => actions().promoteRelease(session, from, to, file)),
    );
  dialtone
    .command('rollback <stage>')
    .description('return a stage to the release that it ran before')
    .action((stage: string) => perform((session) => actions().rollBackRelease(session, stage)));
};

/** Loopback's credentials are public, and valid only in loopback. */
const onLoopback = (session: Session): Session => ({
  ...session,
  environment: {
    ...session.environment,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(31)}1`,
    TWILIO_AUTH_TOKEN: 'loopback',
    DIALPLANE_TWILIO_URL: `${session.api.url}/twilio`,
  },
});

/** Loaded when a command runs: Twilio's SDK takes longer to load than all other commands together. */
const actions = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('./actions') as typeof Actions;

/** Loaded when it runs, as DynamoDB's SDK is slow to load too. */
const forwarding = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('./forward') as typeof Forwarding;
