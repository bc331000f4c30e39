import { fail, ok } from '@dialplane/basics';
import type { ApiOperation } from './api';
import type { Session } from './session';
import { waitForOperation } from './wait-for-operation';

const operation = (over: Partial<ApiOperation> = {}): ApiOperation => ({
  id: '12065550101-1',
  number: '+12065550101',
  wanted: 'forwarded',
  status: 'moving',
  step: 'create-rule',
  attempts: 1,
  startedAt: '2026-01-05T17:00:00Z',
  updatedAt: '2026-01-05T17:00:00Z',
  ...over,
});
const gone = { exit: 'unreachable', message: 'Cannot reach the API' } as const;

/** Waits for 10 s at most. The API gives these responses in turn, and the last one from then on. */
const waiting = async (
  started: ApiOperation,
  ...answers: readonly (ApiOperation | { readonly exit: string; readonly message: string })[]
) => {
  let now = 0;
  let asked = 0;
  const told: string[] = [];
  const session = {
    api: {
      url: '',
      ask: async () => {
        const answer = answers[Math.min(asked++, answers.length - 1)];
        return answer && 'exit' in answer ? fail(answer) : ok({ status: 200, body: answer });
      },
    },
    progress: (text: string) => void told.push(text),
    now: () => now,
    sleep: async (milliseconds: number) => void (now += milliseconds),
  } as unknown as Session;
  const result = await waitForOperation(session, started, 10);
  return { result, told, asked, seconds: now / 1_000 };
};

it('polls until it is done, ever less often, and reports each step once', async () => {
  const second = operation({ step: 'enable-rule' });
  const { result, told, seconds } = await waiting(
    operation(),
    operation(),
    second,
    second,
    operation({ status: 'done' }),
  );

  expect(result).toEqual(ok(operation({ status: 'done' })));
  expect(told).toEqual([
    'Moving +12065550101 (operation 12065550101-1): create-rule',
    'Moving +12065550101 (operation 12065550101-1): enable-rule',
  ]);
  expect(seconds).toBe(0.25 + 0.5 + 1 + 2);
});

it('does not poll an operation that is done already', async () => {
  expect(await waiting(operation({ status: 'done' }))).toMatchObject({ asked: 0, seconds: 0 });
});

it.each`
  answers                                                            | exit             | message
  ${[operation({ status: 'restored', lastError: 'Forbidden: no' })]} | ${'rolled-back'} | ${'Cannot forward +12065550101: the change was rolled back (operation 12065550101-1). Forbidden: no'}
  ${[operation({ status: 'restored', wanted: 'removed' })]}          | ${'rolled-back'} | ${'Cannot remove the forward of +12065550101: the change was rolled back (operation 12065550101-1)'}
  ${[operation()]}                                                   | ${'in-progress'} | ${expect.stringMatching(/^Cannot confirm that \+12065550101 is forwarded: not finished after 10 s\. The server continues; see dialplane operation 12065550101-1/)}
  ${[gone]}                                                          | ${'in-progress'} | ${expect.stringContaining('not finished after 10 s')}
  ${[{ exit: 'refused', message: 'Cannot find it' }]}                | ${'refused'}     | ${'Cannot find it'}
  ${[{ exit: 'not-allowed', message: 'Cannot let you in' }]}         | ${'not-allowed'} | ${'Cannot let you in'}
`('$exit: $message', async ({ answers, exit, message }) => {
  const { result, seconds } = await waiting(operation(), ...answers);

  expect(result).toMatchObject(fail({ exit, message }));
  expect(seconds).toBeLessThanOrEqual(10);
});

it('continues to poll if the API does not answer for a while', async () => {
  const { result, told } = await waiting(
    operation(),
    gone,
    { exit: 'error', message: 'Cannot: 502' },
    operation({ status: 'done' }),
  );

  expect(result.ok).toBe(true);
  expect(told).toContain('Cannot reach the API. Retrying');
});
