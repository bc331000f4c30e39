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

/** Waits for 10 s at most, with an API that gives these answers one after the other, the last one for ever. */
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

it('asks until it is done, ever less often, and tells each step once', async () => {
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

it('does not ask about one that is done already', async () => {
  expect(await waiting(operation({ status: 'done' }))).toMatchObject({ asked: 0, seconds: 0 });
});

it.each`
  answers                                                            | exit             | message
  ${[operation({ status: 'restored', lastError: 'Forbidden: no' })]} | ${'put-back'}    | ${'Cannot forward +12065550101: all was put back as it was (operation 12065550101-1). Forbidden: no'}
  ${[operation({ status: 'restored', wanted: 'removed' })]}          | ${'put-back'}    | ${'Cannot remove the forward of +12065550101: all was put back as it was (operation 12065550101-1)'}
  ${[operation()]}                                                   | ${'under-way'}   | ${expect.stringMatching(/^Cannot say yet whether \+12065550101 is forwarded: not ended after 10 s\. The server goes on; dialplane operation 12065550101-1 /)}
  ${[gone]}                                                          | ${'under-way'}   | ${expect.stringContaining('not ended after 10 s')}
  ${[{ exit: 'refused', message: 'Cannot find it' }]}                | ${'refused'}     | ${'Cannot find it'}
  ${[{ exit: 'not-allowed', message: 'Cannot let you in' }]}         | ${'not-allowed'} | ${'Cannot let you in'}
`('$exit: $message', async ({ answers, exit, message }) => {
  const { result, seconds } = await waiting(operation(), ...answers);

  expect(result).toMatchObject(fail({ exit, message }));
  expect(seconds).toBeLessThanOrEqual(10);
});

it('outlasts an API that is away for a while: the server goes on', async () => {
  const { result, told } = await waiting(
    operation(),
    gone,
    { exit: 'accident', message: 'Cannot: 502' },
    operation({ status: 'done' }),
  );

  expect(result.ok).toBe(true);
  expect(told).toContain('Cannot reach the API. Asking again');
});
