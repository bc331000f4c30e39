import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, sourceOf } from '../build';
import { heldNote } from './held-notes';
import { type HostRecord, type KernelOptions, openKernel } from './kernel';
import { readReference } from './references';

const year = 365 * 86_400;
const endOfTime = 253_402_300_799;

const spanAt = (perSecond: bigint, head: string, tail: string) => ({
  from: 0,
  to: 2 ** 40,
  tiers: [{ begin: 0, perSecond, head, tail }],
});

const options: KernelOptions = {
  start: 0,
  end: endOfTime + 1,
  lookBackStart: 0,
  days: [0, 86_400, 2 * 86_400],
  masked: false,
  lines: [
    {
      serviceCode: 'S',
      usageType: 'U',
      hasTiers: false,
      spans: [spanAt(48_000_000n, 'S,U,1,', ',tail,')],
    },
  ],
};

const memberships = { after: 'after', inWindow: 'in-time', inLookBack: 'before', older: 'before' } as const;

const usual = {
  AwsAccountId: '111122223333',
  TransactionId: 't1',
  CallId: 'c1',
  VoiceConnectorId: 'vc1',
  Direction: 'Outbound',
  SourcePhoneNumber: '+12065550100',
  DestinationPhoneNumber: '+12065550101',
  SourceCountry: 'US',
  DestinationCountry: 'DE',
  UsageType: 'U',
  ServiceCode: 'S',
  SchemaVersion: '2.0',
  BillableDurationSeconds: 6,
  StartTimeEpochSeconds: 0,
  IsProxyCall: false,
};

/** Gives the kernel one text, as one object of call records. */
const read = (text: string, more: Partial<KernelOptions> = {}) => {
  const kernel = openKernel({ ...options, ...more });
  const bytes = Buffer.from(text);
  kernel.input(bytes.length + 1).set(bytes);
  kernel.openChunk(7);
  kernel.openPart({
    from: 0,
    to: bytes.length,
    kind: 'voice-connector',
    position: 3,
    prefix: 'run,key,',
    memberships,
  });
  kernel.resume(0, 3);
  const stop = kernel.run();
  return { kernel, stop, rows: Buffer.from(kernel.takeRows('rated')).toString() };
};

const rowOf = (record: object, more: Partial<KernelOptions> = {}) => {
  const { stop, rows } = read(JSON.stringify(record), more);
  expect(stop).toBe('end');
  return rows;
};

it('is compiled from its source', () => {
  const source = readFileSync(join(__dirname, 'kernel-wasm.ts'), 'utf8');
  // Prettier may break the line after the equals sign.
  expect(source.replace(/\s+/g, ' ')).toBe(sourceOf(compile()).replace(/\s+/g, ' '));
}, 60_000);

it('writes a usual record as a row', () => {
  expect(rowOf(usual)).toBe(
    'run,key,3,voice-connector,111122223333,t1,c1,vc1,Outbound,+12065550100,+12065550101,US,DE,' +
      '1970-01-01T00:00:00Z,6,false,S,U,1,6,0,tail,0.0004800000,288000000,half-even\r\n',
  );
});

it('puts a cell into quotes if it has a comma', () => {
  expect(rowOf({ ...usual, Direction: 'a,b' })).toContain(',vc1,"a,b",+12065550100,');
});

it.each`
  usageType | seconds | reason
  ${'V'}    | ${100}  | ${'no-price'}
  ${'U'}    | ${'-1'} | ${'before-first-price'}
  ${'U'}    | ${60}   | ${'unit'}
  ${'U'}    | ${150}  | ${'gap'}
  ${'U'}    | ${400}  | ${'after-last-price'}
`(
  'writes a record of line $usageType at second $seconds as unrated: $reason',
  ({ usageType, seconds, reason }) => {
    const spans = [
      { from: 50, to: 100, tiers: [], reason: 'unit' as const },
      { ...spanAt(1n, '', ''), from: 200, to: 300 },
    ];
    const at = seconds === '-1' ? 10 : seconds;
    const { kernel, stop } = read(
      JSON.stringify({ ...usual, UsageType: usageType, StartTimeEpochSeconds: at }),
      {
        lines: [{ serviceCode: 'S', usageType: 'U', hasTiers: false, spans }],
      },
    );

    expect(stop).toBe('end');
    expect(kernel.written('rated')).toBe(0);
    expect(Buffer.from(kernel.takeRows('unrated')).toString()).toMatch(
      new RegExp(`^run,key,3,voice-connector,.*Z,6,false,S,${usageType},${reason}\r\n$`),
    );
    expect(kernel.takeSums()).toMatchObject({
      subjects: [{ unrated: { reason, serviceCode: 'S', usageType }, records: 1, seconds: 6n, cost: 0n }],
      numbers: [{ number: '+12065550100', isRated: false, records: 1 }],
      counts: { 'in-time': 0 },
    });
  },
);

it('names a service without a price list', () => {
  const { kernel } = read(JSON.stringify({ ...usual, ServiceCode: 'T' }));

  expect(Buffer.from(kernel.takeRows('unrated')).toString()).toContain(',T,U,unknown-service\r\n');
});

describe('of a line with tiers', () => {
  const tiers = [
    { begin: 0, end: 100, perSecond: 60n, head: 'S,U,1,', tail: ',first,' },
    { begin: 100, perSecond: 120n, head: 'S,U,1,', tail: ',second,' },
  ];
  const lines = [{ serviceCode: 'S', usageType: 'U', hasTiers: true, spans: [{ from: 0, to: 100, tiers }] }];

  it('notes a record, and does not rate it', () => {
    const { kernel, stop, rows } = read(JSON.stringify(usual), { lines });
    const note = kernel.takeRows('held');
    const view = new DataView(note.buffer, note.byteOffset, note.length);

    expect([stop, rows]).toEqual(['end', '']);
    expect(view.getUint32(heldNote.length, true)).toBe(note.length);
    expect(view.getUint32(heldNote.chunk, true)).toBe(7);
    expect(view.getFloat64(heldNote.seconds, true)).toBe(6);
    expect(Buffer.from(note.subarray(heldNote.texts + 4, heldNote.texts + 16)).toString()).toBe(
      '111122223333',
    );
    expect(kernel.takeSums().subjects).toEqual([]);
  });

  it.each`
    before     | row
    ${0}       | ${'6,0,first,0.0000000006,360,half-even'}
    ${94}      | ${'6,94,first,0.0000000006,360,half-even'}
    ${100}     | ${'6,100,second,0.0000000012,720,half-even'}
    ${2 ** 40} | ${'6,1099511627776,second,0.0000000012,720,half-even'}
    ${95}      | ${undefined}
    ${2 ** 52} | ${undefined}
  `(
    'rates a record after $before seconds, unless it is in two tiers or beyond doubles',
    ({ before, row }) => {
      const { kernel } = read(JSON.stringify(usual), { lines });
      const used = new DataView(new ArrayBuffer(16));
      used.setBigUint64(8, BigInt(before), true);
      kernel.openChunk(7, { flat: false, tiered: true }, new Uint8Array(used.buffer));
      kernel.resume(0, 3);

      expect(kernel.run()).toBe(row === undefined ? 'unusual' : 'end');
      expect(Buffer.from(kernel.takeRows('rated')).toString()).toContain(row ?? '');
    },
  );
});

describe('rates a record that the host has read', () => {
  const texts = ['1', 't', undefined, 'a "b"', 'In\r\nbound', '', 'Zoë', 'US', '', 'U', 'S'] as const;
  const settle = (record: Partial<HostRecord> = {}) => {
    const { kernel } = read('');
    const host = {
      kind: 'voice-connector',
      at: 5,
      seconds: 6,
      endedAt: 11,
      unpriced: 4,
      texts,
      ...record,
    } as const;
    const settled = kernel.settle(host, 0, 9);
    return { settled, kernel };
  };

  it('with any text, in quotes where CSV needs them', () => {
    const { settled, kernel } = settle();

    expect(settled).toBe('done');
    expect(Buffer.from(kernel.takeRows('rated')).toString()).toBe(
      'run,key,9,voice-connector,1,t,,"a ""b""","In\r\nbound",,Zoë,US,,1970-01-01T00:00:05Z,6,false,' +
        'S,U,1,6,0,tail,0.0004800000,288000000,half-even\r\n',
    );
    const { subjects, unpricedRecords, unpricedSeconds } = kernel.takeSums();
    expect([unpricedRecords, unpricedSeconds]).toEqual([1, 4n]);
    expect(subjects).toMatchObject([{ direction: 'In\r\nbound', destinationCountry: '' }]);
  });

  it('but not one whose seconds no sum can hold, nor one with too much text', () => {
    expect(settle({ seconds: 2 ** 32 }).settled).toBe('unusual');
    expect(
      settle({ texts: ['1', 't', undefined, 'x'.repeat(9_000), '', '', '', '', '', 'U', 'S'] }).settled,
    ).toBe('unusual');
  });
});

it('writes numbers of a masked run by their last two digits', () => {
  const numbers = { SourcePhoneNumber: '+12065550100', DestinationPhoneNumber: '555-0100' };
  expect(rowOf({ ...usual, ...numbers, DestinationPhoneNumber: '100' }, { masked: true })).toContain(
    ',***00,100,',
  );
  expect(read(JSON.stringify({ ...usual, ...numbers }), { masked: true }).stop).toBe('unusual');
});

it('writes every moment and every cost as JavaScript does', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 0, max: endOfTime }), fc.nat(60 * year)),
      fc.oneof(fc.nat(100_000), fc.nat(2 ** 31 - 1)),
      fc.bigInt({ min: 0n, max: 10n ** 10n * 60n }),
      (at, seconds, perSecond) => {
        const lines = [
          {
            serviceCode: 'S',
            usageType: 'U',
            hasTiers: false,
            spans: [spanAt(perSecond, '', '|')],
          },
        ];
        const { stop, rows } = read(
          JSON.stringify({ ...usual, StartTimeEpochSeconds: at, BillableDurationSeconds: seconds }),
          { lines },
        );
        const cost = perSecond * BigInt(seconds);
        if (cost >= 1n << 62n) return expect(stop).toBe('unusual');
        const iso = new Date(at * 1000).toISOString().replace('.000', '');
        const up = (cost % 60n) * 2n > 60n || ((cost % 60n) * 2n === 60n && (cost / 60n) % 2n === 1n);
        const shown = cost / 60n + (up ? 1n : 0n);
        const decimal = `${shown / 10n ** 10n}.${String(shown % 10n ** 10n).padStart(10, '0')}`;
        return expect(rows).toContain(
          `,${iso},${seconds},false,${seconds},0|${decimal},${cost},half-even\r\n`,
        );
      },
    ),
    { numRuns: 300 },
  );
});

it.each`
  why                             | text
  ${'is no JSON'}                 | ${'{"a":1,}'}
  ${'breaks off'}                 | ${'{"a":"b'}
  ${'breaks off in a name'}       | ${'{"AwsAccou'}
  ${'has a number as no JSON'}    | ${'{"a":01}'}
  ${'has half a number'}          | ${'{"a":1.}'}
  ${'has a word as no JSON'}      | ${'{"a":nul}'}
  ${'has an escape'}              | ${'{"a":"\\u0061"}'}
  ${'has a list'}                 | ${'{"a":[]}'}
  ${'has a tab in a text'}        | ${'{"a":"\t"}'}
  ${'has none of its fields'}     | ${'{}'}
  ${'is no object'}               | ${'[]'}
  ${'begins with another blank'}  | ${'\u00a0{}'}
  ${'is not ASCII in a cell'}     | ${JSON.stringify({ ...usual, Direction: 'ä' })}
  ${'has seconds with a point'}   | ${JSON.stringify({ ...usual, BillableDurationSeconds: '6.0' })}
  ${'has no usage type'}          | ${JSON.stringify({ ...usual, UsageType: undefined })}
  ${'is after the end of time'}   | ${JSON.stringify({ ...usual, StartTimeEpochSeconds: endOfTime + 1 })}
  ${'is of an unknown schema'}    | ${JSON.stringify({ ...usual, SchemaVersion: '3.0' })}
  ${'has an empty account'}       | ${JSON.stringify({ ...usual, AwsAccountId: '' })}
  ${'ends at a text, or nothing'} | ${JSON.stringify({ ...usual, EndTimeEpochSeconds: '' })}
`('leaves a document that $why to TypeScript, and does nothing with it', ({ text }) => {
  const { kernel, stop, rows } = read(`\n${text}`);

  expect(stop).toBe('unusual');
  expect(kernel.cursor()).toEqual({ offset: 1, position: 3 });
  expect(rows).toBe('');
  expect(kernel.takeReferences(() => undefined)).toBe(false);
  expect(kernel.takeSums().subjects).toEqual([]);
});

it('notes a document of the host as it notes its own', () => {
  const referencesOf = (kernel: ReturnType<typeof openKernel>) => {
    const taken: Record<string, readonly ReturnType<typeof readReference>[]> = {};
    kernel.takeReferences((kind, bytes) => {
      const view = new DataView(bytes.slice().buffer);
      taken[kind] = Array.from({ length: bytes.length / 32 }, (_, i) => readReference(view, i * 32));
    });
    return taken;
  };
  const { kernel } = read(JSON.stringify(usual));
  const own = referencesOf(kernel);
  const use = { accountId: '111122223333', line: 'S U', endedAt: 6 };
  const document = {
    kind: 'voice-connector' as const,
    transactionId: 't1',
    callId: 'c1',
    usageType: 'U',
    use,
  };

  expect(kernel.note(document, 0, 3)).toBe(true);
  expect(referencesOf(kernel)).toEqual(own);
  kernel.note({ ...document, kind: 'streaming', transactionId: 'tä', use: undefined }, 0, 3);
  const { identities, calls } = referencesOf(kernel);
  expect(identities).not.toEqual(own['identities']);
  expect(calls).toBeUndefined();
});

it('adds up what it rates, unless it was added before', () => {
  const { kernel } = read(JSON.stringify(usual));
  kernel.openChunk(7, { flat: false, tiered: false });
  kernel.resume(0, 3);
  expect(kernel.run()).toBe('end');
  expect(kernel.written('rated')).toBeGreaterThan(0);
  const { subjects, numbers, counts } = kernel.takeSums();

  expect(counts).toMatchObject({ 'in-time': 1 });
  expect(subjects).toMatchObject([
    { records: 1, seconds: 6n, cost: 288_000_000n, month: '1970-01', owner: 'vc1' },
  ]);
  expect(numbers).toEqual([
    { number: '+12065550100', isRated: true, records: 1, seconds: 6n, cost: 288_000_000n },
  ]);
});

it('stops when its memory is full, and resumes there', () => {
  const count = 20_000;
  const { kernel, stop } = read('');
  expect(stop).toBe('end');
  const bytes = Buffer.from(`${JSON.stringify(usual)}\n`.repeat(count));
  kernel.input(bytes.length + 1).set(bytes);
  kernel.openPart({
    from: 0,
    to: bytes.length,
    kind: 'voice-connector',
    position: 0,
    prefix: 'run,key,',
    memberships,
  });
  kernel.resume(0, 0);
  let rows = 0;
  let stops = 0;
  for (let next = kernel.run(); ; next = kernel.run()) {
    rows += Buffer.from(kernel.takeRows('rated')).toString().split('\r\n').length - 1;
    kernel.takeReferences(() => undefined);
    if (next === 'end') break;
    expect(next).toBe('full');
    stops += 1;
  }

  expect(stops).toBeGreaterThan(1);
  expect(rows).toBe(count);
  expect(kernel.takeSums().subjects).toMatchObject([{ records: count, cost: BigInt(count) * 288_000_000n }]);
});
