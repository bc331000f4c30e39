import { steps } from './steps';

const taking = async (...takes: (() => Promise<unknown>)[]) => {
  const printed: string[] = [];
  const { step, report } = steps('applying', (line) => printed.push(line.replace(/\([\d.]+ s\)/, '(time)')));
  const worked: boolean[] = [];
  for (const [index, take] of takes.entries()) worked.push(await step(`step ${index}`, take));
  return { printed, worked, report: report(['Terraform 1']) };
};

const fails = async () => {
  throw new AggregateError([new Error('no power')], 'Cannot apply');
};

it('says what each step found, or why it failed', async () => {
  const { printed, worked } = await taking(
    async () => '90 resources',
    async () => undefined,
    fails,
  );

  expect(printed).toEqual([
    '✔ step 0 90 resources (time)',
    '✔ step 1 (time)',
    '✘ step 2 (time)\nCannot apply\nno power',
  ]);
  expect(worked).toEqual([true, true, false]);
});

it('counts them', async () => {
  const { report } = await taking(async () => undefined, fails, fails);

  expect(report).toEqual({
    project: 'applying',
    passed: 1,
    failed: 2,
    failures: ['step 1\nCannot apply\nno power', 'step 2\nCannot apply\nno power'],
    skipped: [],
    real: ['Terraform 1'],
  });
});
