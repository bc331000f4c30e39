import { dialplane } from '../testing/dialplane-under-test';
import { exitCodes } from './exit-code';

const office = '+12065550100';
const rate = 'rate --cdrs a --prices b --out c --window';

it.each`
  line                                               | says
  ${'nonsense'}                                      | ${'Cannot run "nonsense": there is no such command'}
  ${'forward ad'}                                    | ${'Cannot run "ad": there is no such command. Did you mean add?'}
  ${'numbers --nonsense'}                            | ${'Cannot use --nonsense: there is no such option'}
  ${'numbers --limt 3'}                              | ${'Cannot use --limt: there is no such option. Did you mean --limit?'}
  ${'numbers --limit'}                               | ${'Cannot use --limit <count> without a value'}
  ${'numbers --limit 0'}                             | ${'Cannot use "0" for --limit <count>: expected a whole number from 1 to 100'}
  ${'forward add'}                                   | ${'Cannot run the command without <number>'}
  ${`forward explain ${office}`}                     | ${'Cannot run the command without --from <caller>'}
  ${`forward show ${office} ${office}`}              | ${'Cannot run the command with 2 arguments: expected 1'}
  ${'forward show 5550100'}                          | ${'Cannot use "5550100" for <number>: expected an E.164 number, such as +12065550142'}
  ${`forward add ${office} --to 1 --at-end beep`}    | ${'Cannot use "beep" for --at-end <what>: expected one of apology, message'}
  ${`forward add ${office} --to 1 --greeting hello`} | ${'Cannot use "hello" for --greeting <name:when>: expected a form such as connecting:while-ringing, or none'}
  ${`forward add ${office} --to 1 --ring soon`}      | ${'Cannot use "soon" for --ring <seconds>: expected a whole number of seconds'}
`('dialplane $line: $says', async ({ line, says }) => {
  expect(await dialplane(line.split(' '))).toMatchObject({
    exit: exitCodes.usage,
    out: '',
    error: `${says}\nRun dialplane --help for all commands\n`,
  });
});

it.each`
  window                  | says
  ${'2020-01-31/monthly'} | ${'must be a last day and one of Daily, Weekly, Monthly, such as 2020-01-31/Monthly, not "2020-01-31/monthly"'}
  ${'2020-02-30/Daily'}   | ${'date must be a date of the calendar such as 2020-01-31, not "2020-02-30"'}
`('dialplane rate --window $window: $says', async ({ window, says }) => {
  const { exit, error } = await dialplane([...rate.split(' '), window]);

  expect(exit).toBe(exitCodes.usage);
  expect(error).toContain(says);
});
