import { type RecordKind, recordKindDefinitions, recordKinds } from '@dialplane/rating-definitions';
import { type KernelLine, mostSecondsAt } from './kernel-line';
import { kernelWasm } from './kernel-wasm';
import { referenceBytes } from './references';
import { Instance, Module } from './web-assembly';

/** The fields that the kernel asks for, in the order of `Field` in assembly/fields.ts. */
const fieldNames = [
  'AwsAccountId',
  'TransactionId',
  'CallId',
  'VoiceConnectorId',
  'SipApplicationId',
  'Direction',
  'SourcePhoneNumber',
  'DestinationPhoneNumber',
  'SourceCountry',
  'DestinationCountry',
  'UsageType',
  'ServiceCode',
  'SchemaVersion',
  'BillableDurationSeconds',
  'StartTimeEpochSeconds',
  'EndTimeEpochSeconds',
  'TimeStampEpochSeconds',
  'BillableVoiceFocusSeconds',
];

/** The kinds of record that the kernel reads: by their place, they are `Kind` in assembly/record.ts. */
export const kernelKinds: readonly RecordKind[] = recordKindDefinitions
  .filter(({ inKernel }) => inKernel)
  .map(({ kind }) => kind);

/** What a document can be to a run, in the order of `Membership` in assembly/record.ts. Only the first two are rated. */
export const kernelMemberships = ['in-time', 'late', 'after', 'before', 'too-late', 'too-old'] as const;

/** One of the `kernelMemberships`. */
export type KernelMembership = (typeof kernelMemberships)[number];

/** What the kernel rates, and by what. */
export type KernelOptions = {
  /** Seconds since 1970: the window, and where the look-back before it begins. */
  readonly start: number;
  readonly end: number;
  readonly lookBackStart: number;
  /** The first seconds of the days that sums are made by, in order, from the look-back on. */
  readonly days: readonly number[];
  /** Whether numbers are cut to their last two digits. */
  readonly masked: boolean;
  readonly lines: readonly KernelLine[];
};

/** An object, or a part of one, in the input. */
export type KernelPart = {
  /** Its bytes, by offsets: up to but not including `to`, where a 0 must be. */
  readonly from: number;
  readonly to: number;
  /** One of `kernelKinds`. */
  readonly kind: RecordKind;
  /** The position of its first document in the object. */
  readonly position: number;
  /** What a row begins with, up to the position: run and key, each followed by a comma. */
  readonly prefix: string;
  /** What records of the window are; those of the look-back; and older ones. */
  readonly memberships: readonly [KernelMembership, KernelMembership, KernelMembership];
};

/**
 * Why the kernel stopped.
 *
 * - `end`: nothing is left of the part
 * - `unusual`: the document at `cursor` is for the host to read; the kernel has done nothing with it
 * - `full`: there is no room for the output of the document at `cursor`; take rows, references and sums, and resume
 * - `wanted`: at `cursor` is the document that the host wanted to be stopped at
 */
export type Stop = 'end' | 'unusual' | 'full' | 'wanted';
const stops: readonly Stop[] = ['end', 'unusual', 'full', 'wanted'];

/** What references are of: records, calls that are billed, and transactions with several legs. */
export type ReferenceKind = 'identities' | 'calls' | 'transactions';
const referenceKinds: readonly ReferenceKind[] = ['identities', 'calls', 'transactions'];

/** Sums of rated records with something in common. */
export type SumRow = { readonly records: number; readonly seconds: number; readonly cost: bigint };

/** What the records of a row have in common. `line` is a place in `KernelOptions.lines`, `day` one in its days. */
export type SubjectRow = SumRow & {
  readonly line: number;
  readonly day: number;
  /** `2020-01`, in UTC. */
  readonly month: string;
  readonly account: string;
  readonly owner: string;
  readonly direction: string;
  readonly sourceCountry: string;
  readonly destinationCountry: string;
};

/** What has been added up since sums were last taken. */
export type Sums = {
  readonly subjects: readonly SubjectRow[];
  readonly numbers: readonly (SumRow & { readonly number: string })[];
  /** Documents by membership. Rated are those in time and late. */
  readonly counts: Readonly<Record<KernelMembership, number>>;
};

/** Room in the kernel's memory. */
const room = { input: 13 << 18, output: 2 << 20, references: 8192, slack: 256, prefix: 8192 };

type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer };
} & Readonly<Record<string, (...args: (number | bigint)[]) => number & bigint>>;

/**
 * The kernel, compiled. It holds no state, and can be given to threads: then it is compiled and made fast once for all of them.
 */
export const compileKernel = (): object => new Module(Buffer.from(kernelWasm, 'base64'));

const encoder = new TextEncoder();

/**
 * Opens a kernel: it reads call detail records as bytes and makes rows of CSV of those that are as AWS writes them. All
 * others it leaves to the host, so that both together do what the host alone would do, at many times its speed.
 *
 * Holds about 8 MB, and the input.
 *
 * @param module compiled before, by `compileKernel`
 */
export const openKernel = (options: KernelOptions, module = compileKernel()) => {
  const wasm = new Instance(module).exports as Exports;
  const call = (name: string, ...args: (number | bigint)[]): number => {
    const found = wasm[name];
    if (!found) throw new Error(`Cannot call ${name}: the kernel has no such function`);
    return found(...args);
  };
  // Memory that grows gets a new buffer, so views are made when they are needed.
  const bytes = (): Uint8Array => new Uint8Array(wasm.memory.buffer);
  const view = (): DataView => new DataView(wasm.memory.buffer);
  const allocate = (size: number): number => call('allocate', size + room.slack) >>> 0;
  const put = (text: string): readonly [at: number, length: number] => {
    const encoded = encoder.encode(text);
    const at = allocate(encoded.length);
    bytes().set(encoded, at);
    return [at, encoded.length];
  };

  const addLine = (number: number, { serviceCode, usageType, spans }: KernelLine): void => {
    const at = allocate(spans.length * 48);
    for (const [i, span] of spans.entries()) {
      const [head, headLength] = put(span.head);
      const [tail, tailLength] = put(span.tail);
      const fields = view();
      const start = at + i * 48;
      fields.setBigInt64(start, BigInt(span.from), true);
      fields.setBigInt64(start + 8, BigInt(span.to), true);
      fields.setBigUint64(start + 16, span.perSecond, true);
      fields.setBigUint64(start + 24, mostSecondsAt(span.perSecond), true);
      fields.setUint32(start + 32, head, true);
      fields.setUint32(start + 36, headLength, true);
      fields.setUint32(start + 40, tail, true);
      fields.setUint32(start + 44, tailLength, true);
    }
    call('addLine', number, ...put(`${serviceCode}\0${usageType}`), at, spans.length);
  };

  for (const [field, name] of fieldNames.entries()) call('nameField', field, ...put(name));
  const days = allocate(options.days.length * 8);
  for (const [i, day] of options.days.entries()) view().setBigInt64(days + i * 8, BigInt(day), true);
  call(
    'openWindow',
    BigInt(options.start),
    BigInt(options.end),
    BigInt(options.lookBackStart),
    days,
    options.days.length,
    options.masked ? 1 : 0,
  );
  call('openLines', options.lines.length);
  for (const [number, line] of options.lines.entries()) addLine(number, line);
  const kindTexts = new Map(kernelKinds.map((kind) => [kind, put(`,${kind},`)]));
  const output = allocate(room.output);
  const references = referenceKinds.map(() => allocate(room.references * referenceBytes));
  const prefix = allocate(room.prefix);
  let input = 0;
  let inputSize = 0;
  let base = 0;

  const openOutput = (): void => {
    call('openOutput', output, room.output);
  };
  const openReferences = (): void =>
    referenceKinds.forEach((_, which) =>
      call('openReferences', which, references[which] ?? 0, room.references * referenceBytes),
    );
  openOutput();
  openReferences();

  const hashOf = (name: string, numbers: readonly number[], texts: readonly string[]): bigint => {
    const places = texts.map((text) => encoder.encode(text));
    const size = places.reduce((sum, { length }) => sum + length + 16, 0);
    // In the output's memory after the written rows, or emptied by the caller before.
    // One that does not fit shares its hash with others like it, which only makes them be looked at more closely.
    if (size > room.output - call('written')) return 0n;
    let at = output + call('written');
    const args = places.flatMap((text) => {
      bytes().set(text, at);
      const place = [at, text.length];
      at += text.length + 16;
      return place;
    });
    return BigInt.asUintN(64, call(name, ...numbers, ...args) as unknown as bigint);
  };

  return {
    /** Memory for `size` bytes of input with a 0 after each part. Earlier input is lost. */
    input: (size: number): Uint8Array => {
      if (size > inputSize) {
        // What was allocated before is lost, so there must not be many steps.
        inputSize = Math.max(size, inputSize * 2, room.input);
        input = allocate(inputSize);
      }
      const all = bytes().subarray(input, input + size + 64);
      all.fill(0, size);
      return all.subarray(0, size);
    },

    /** Says with which offset the input begins, where it is only some of a chunk: offsets count from the chunk's begin. */
    openInput: (offset: number): void => {
      base = offset;
    },

    /** Says which chunk is read, for references to it; and whether it is taken out of the sums again, quietly. */
    openChunk: (chunk: number, { undo = false } = {}): void => {
      call('openChunk', chunk);
      call('setSign', undo ? -1 : 1);
    },

    /** Says what is read next. False if that is not for the kernel: it does not read the kind, or the prefix is too long. */
    openPart: ({ from, to, kind, position, prefix: text, memberships }: KernelPart): boolean => {
      const kindText = kindTexts.get(kind);
      if (!kindText || text.length * 3 > room.prefix) return false;
      const { written } = encoder.encodeInto(text, bytes().subarray(prefix, prefix + room.prefix));
      const [kindAt, kindLength] = kindText;
      const codes = memberships.map((name) => kernelMemberships.indexOf(name));
      call('openObject', recordKinds.indexOf(kind), prefix, written, kindAt, kindLength, ...codes);
      call('openInput', (input - base) | 0, from, to, position);
      return true;
    },

    /** Goes on at an offset of the input, with a position, and stops where a document begins at `stopAt`. */
    resume: (offset: number, position: number, stopAt?: number): void => {
      call('resume', offset, position, stopAt ?? 0x7fffffff);
    },

    /** Reads on, until it must stop. */
    run: (): Stop => stops[call('run')] ?? 'end',

    /** Where it stopped: an offset of the input, and the position of the document there. */
    cursor: (): { readonly offset: number; readonly position: number } => ({
      offset: call('cursorOffset') >>> 0,
      position: call('nextPosition') >>> 0,
    }),

    /** How many bytes of rows wait to be taken. */
    written: (): number => call('written'),

    /** The rows since they were last taken: in the memory that is given, if they fit, else in memory of their own. */
    takeRows: (into?: Uint8Array): Uint8Array => {
      const rows: Uint8Array = bytes().subarray(output, output + call('written'));
      openOutput();
      if (!into || rows.length > into.length) return rows.slice();
      into.set(rows);
      return into.subarray(0, rows.length);
    },

    /**
     * Hands over the references since they were last taken, of each kind, as `readReference` reads them: the memory is the kernel's, and
     * only to be read until this comes back. Returns whether there were any.
     */
    takeReferences: (take: (kind: ReferenceKind, references: Uint8Array) => void): boolean => {
      const all = bytes();
      let any = false;
      for (const [which, kind] of referenceKinds.entries()) {
        const at = references[which] ?? 0;
        const length = call('referenceCount', which) * referenceBytes;
        if (length > 0) take(kind, all.subarray(at, at + length));
        any ||= length > 0;
      }
      openReferences();
      return any;
    },

    /** The sums since they were last taken. */
    takeSums: (): Sums => {
      const rows = (which: number) =>
        rowsIn(bytes().subarray(call('sumsAt', which) >>> 0), call('sumsUsed', which));
      const subjects = rows(0).map(subjectOf);
      const numbers = rows(1).map(({ key, ...sum }) => ({ ...sum, number: key.toString('latin1') }));
      const at = call('countsAt') >>> 0;
      const counts = kernelMemberships.map(
        (name, i) => [name, Number(view().getBigInt64(at + i * 8, true))] as const,
      );
      bytes().fill(0, at, at + kernelMemberships.length * 8);
      call('clearSums');
      return { subjects, numbers, counts: Object.fromEntries(counts) as Record<KernelMembership, number> };
    },

    /** The hashes that the kernel's own references have, for documents that the host has read. */
    hashes: {
      identity: (kind: RecordKind, transaction: string, callId: string, usage: string): bigint =>
        hashOf('identityHash', [recordKinds.indexOf(kind)], [transaction, callId, usage]),
      call: (kind: RecordKind, account: string, callId: string, line: string): bigint =>
        hashOf('callHash', [recordKinds.indexOf(kind)], [account, callId, line]),
      transaction: (account: string, transaction: string): bigint =>
        hashOf('transactionHash', [], [account, transaction]),
    },
  };
};

/** An open kernel. */
export type Kernel = ReturnType<typeof openKernel>;

const rowsIn = (all: Uint8Array, used: number): readonly (SumRow & { readonly key: Buffer })[] => {
  const rows: (SumRow & { readonly key: Buffer })[] = [];
  const view = new DataView(all.buffer, all.byteOffset);
  for (let at = 0; at < used;) {
    const length = view.getUint32(at, true);
    const lower = view.getBigInt64(at + 24, true);
    const upper = view.getBigInt64(at + 32, true);
    rows.push({
      key: Buffer.from(all.buffer, all.byteOffset + at + 40, length),
      records: Number(view.getBigInt64(at + 8, true)),
      seconds: Number(view.getBigInt64(at + 16, true)),
      cost: (upper << 32n) + lower,
    });
    at = (at + 40 + length + 7) & ~7;
  }
  return rows;
};

const subjectOf = ({ key, ...sum }: SumRow & { readonly key: Buffer }): SubjectRow => {
  const month = key.readUInt32LE(8);
  const [account = '', owner = '', direction = '', sourceCountry = '', destinationCountry = ''] = key
    .toString('latin1', 12)
    .split('\0');
  return {
    ...sum,
    line: key.readUInt32LE(0),
    day: key.readUInt32LE(4),
    month: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
    account,
    owner,
    direction,
    sourceCountry,
    destinationCountry,
  };
};
