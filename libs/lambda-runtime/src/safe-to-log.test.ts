import fc from 'fast-check';
import { safeToLog } from './safe-to-log';

const number = '+14155550123';

it.each`
  value                            | written                       | because
  ${number}                        | ${'***23'}                    | ${'a number is text'}
  ${{ a: [{ to: number }] }}       | ${{ a: [{ to: '***23' }] }}   | ${'a number may lie deep'}
  ${{ [number]: 1 }}               | ${{ '***23': 1 }}             | ${'a number may be a key'}
  ${new Map([[number, [number]]])} | ${{ '***23': ['***23'] }}     | ${'a map is written as an object'}
  ${new Set([number])}             | ${['***23']}                  | ${'a set is written as a list'}
  ${14155550123n}                  | ${'***23'}                    | ${'a bigint is no JSON'}
  ${1795256040}                    | ${1795256040}                 | ${'numbers are times and counts'}
  ${false}                         | ${false}                      | ${'booleans stay'}
  ${null}                          | ${null}                       | ${'nothing stays nothing'}
  ${new Date(0)}                   | ${'1970-01-01T00:00:00.000Z'} | ${'a moment is written in ISO 8601'}
  ${new Date(NaN)}                 | ${null}                       | ${'no moment is nothing'}
  ${new URL('https://a.example')}  | ${'https://a.example/'}       | ${'a URL is written as its text'}
  ${new Uint8Array(3)}             | ${'[3 bytes]'}                | ${'bytes say nothing to a reader'}
`('$value is written as $written: $because', ({ value, written }) => {
  expect(safeToLog({ value })).toEqual({ value: written });
});

it.each([
  'authorization',
  'Authorization',
  'nextToken',
  'authToken',
  'password',
  'clientSecret',
  'secretAccessKey',
  'accessKeyId',
  'credentials',
  'cookie',
  'x-twilio-signature',
  'context',
  'TransactionAttributes',
  'ReceivedDigits',
  'pin',
])('hides what is named %s, at any depth and of any kind', (name) => {
  const hidden = { [name]: '[hidden]' };

  expect(safeToLog({ [name]: 'open sesame', deep: [{ [name]: { a: 1 } }] })).toEqual({
    ...hidden,
    deep: [hidden],
  });
});

it.each(['contactId', 'callId', 'sequence', 'shipping', 'event'])(
  'does not hide what is named %s',
  (name) => {
    expect(safeToLog({ [name]: 'seen' })).toEqual({ [name]: 'seen' });
  },
);

it('writes an error as its name, message, stack and cause, redacted', () => {
  const error = new TypeError(`Cannot ring ${number}`, { cause: new Error(`No route to ${number}`) });

  expect(safeToLog({ error })).toEqual({
    error: {
      name: 'TypeError',
      message: 'Cannot ring ***23',
      stack: expect.stringMatching(/^TypeError: Cannot ring \*{3}23\n +at /),
      cause: {
        name: 'Error',
        message: 'No route to ***23',
        stack: expect.stringContaining('safe-to-log.test.ts'),
      },
    },
  });
});

it('leaves out what else an error carries, such as the item of a refused write', () => {
  const error = Object.assign(new Error('refused'), { Item: { name: 'Ann' } });

  expect(JSON.stringify(safeToLog({ error }))).not.toContain('Ann');
});

it('writes an object that holds itself', () => {
  const ring: Record<string, unknown> = { name: 'ring' };
  ring['self'] = [ring];

  expect(safeToLog({ ring })).toEqual({ ring: { name: 'ring', self: ['[circular]'] } });
});

it('writes the same object twice when it is there twice', () => {
  const leg = { id: 'a' };

  expect(safeToLog({ first: leg, second: leg })).toEqual({ first: leg, second: leg });
});

it('cuts off what lies deeper than eight objects', () => {
  const deep = Array.from({ length: 9 }).reduce<object>((inner) => ({ inner }), {});

  expect(JSON.stringify(safeToLog({ deep }))).toBe(
    `{"deep":${'{"inner":'.repeat(8)}"[too deep]"${'}'.repeat(8)}}`,
  );
});

it('writes any fields as JSON, with no phone number in its text', () => {
  const written = fc.constantFrom(number, '415-555-0123', `sip:${number}@example.com`);
  const fields = fc.dictionary(
    fc.string(),
    fc.anything({
      values: [fc.string(), fc.boolean(), written],
      key: fc.oneof(fc.string(), written),
      withMap: true,
      withSet: true,
      withBigInt: true,
      withDate: true,
      withTypedArray: true,
      withNullPrototype: true,
    }),
  );

  fc.assert(
    fc.property(fields, (value) => {
      expect(JSON.stringify(safeToLog(value))).not.toMatch(/4155550|415-555/);
    }),
  );
});
