import { type RecordKind, recordKindDefinitions, recordKinds } from '@dialplane/rating-definitions';
import { type KernelLine, mostSecondsAt } from './kernel-line';
import { kernelWasm } from './kernel-wasm';
import { referenceBytes } from './references';
import { Instance, Module } from './web-assembly';

/** The fields that the kernel reads, in the order of `Field` in assembly/fields.ts. */
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

/** The kinds of record that the kernel reads, in the order of `Kind` in assembly/record.ts. */
export const kernelKinds: readonly RecordKind[] = recordKindDefinitions
  .filter(({ inKernel }) => inKernel)
  .map(({ kind }) => kind);

/** Whether a document belongs to a run, in the order of `Membership` in assembly/record.ts. Only the first two are rated. */
export const kernelMemberships = ['in-time', 'late', 'after', 'before', 'too-late', 'too-old'] as const;

/** One of the `kernelMemberships`. */
export type KernelMembership = (typeof kernelMemberships)[number];

/** What the kernel rates, and with which rules. */
export type KernelOptions = {
  /** Seconds since 1970: the window, and the start of the look-back before it. */
  readonly start: number;
  readonly end: number;
  readonly lookBackStart: number;
  /** The first seconds of the days for daily sums, in order, from the look-back on. */
  readonly days: readonly number[];
  /** Whether phone numbers are cut to their last two digits. */
  readonly masked: boolean;
  readonly lines: readonly KernelLine[];
};

/** An object, or a part of one, in the input. */
export type KernelPart = {
  /** The offsets of its bytes, up to but not including `to`, where a 0 must be. */
  readonly from: number;
  readonly to: number;
  /** One of `kernelKinds`. */
  readonly kind: RecordKind;
  /** The position of its first document in the object. */
  readonly position: number;
  /** The start of each row, before the position: run and key, each followed by a comma. */
  readonly prefix: string;
  /** The membership of records in the window, of those in the look-back, and of older ones. */
  readonly memberships: readonly [KernelMembership, KernelMembership, KernelMembership];
};

/** What references need to know of a document that the host has read. */
export type HostDocument = {
  readonly kind: RecordKind;
  readonly transactionId: string;
  readonly callId: string;
  readonly usageType: string;
  /** Only if it can be part of a leak. `line` is the service code and the usage type. */
  readonly use?: { readonly accountId: string; readonly line: string; readonly endedAt: number } | undefined;
};

/**
 * Why the kernel stopped.
 *
 * - `end`: nothing is left of the part
 * - `unusual`: the host must read the document at `cursor`; the kernel has not processed it
 * - `full`: there is no room for the output of the document at `cursor`; take rows, references and sums, and resume
 * - `wanted`: the document at `cursor` is the one at which the host asked the kernel to stop
 */
export type Stop = 'end' | 'unusual' | 'full' | 'wanted';
const stops: readonly Stop[] = ['end', 'unusual', 'full', 'wanted'];

/** The kinds of reference: to records, to billed calls, and to transactions with several legs. */
export type ReferenceKind = 'identities' | 'calls' | 'transactions';
const referenceKinds: readonly ReferenceKind[] = ['identities', 'calls', 'transactions'];

/** Sums of rated records with something in common. */
export type SumRow = { readonly records: number; readonly seconds: bigint; readonly cost: bigint };

/** A sum and its subject. `line` is an index into `KernelOptions.lines`, `day` an index into its days. */
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

/** The sums since they were last taken. */
export type Sums = {
  readonly subjects: readonly SubjectRow[];
  readonly numbers: readonly (SumRow & { readonly number: string })[];
  /** Documents by membership. The rated ones are those in time and late. */
  readonly counts: Readonly<Record<KernelMembership, number>>;
};

/** Room in the kernel's memory. */
const room = { input: 13 << 18, output: 2 << 20, references: 8192, slack: 256, prefix: 8192 };

type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer };
} & Readonly<Record<string, (...args: (number | bigint)[]) => number & bigint>>;

/** The compiled kernel. It holds no state and can be passed to threads, so that it is compiled and optimised only once. */
export const compileKernel = (): object => new Module(Buffer.from(kernelWasm, 'base64'));

const encoder = new TextEncoder();

/**
 * Opens a kernel. It reads call detail records as bytes and writes CSV rows for those in AWS's usual form. It leaves all
 * others to the host. Together they produce what the host alone would produce, many times faster.
 *
 * Holds about 8 MB, and the input.
 *
 * @param module the result of `compileKernel`
 */
export const openKernel = (options: KernelOptions, module = compileKernel()) => {
  const wasm = new Instance(module).exports as Exports;
  const call = (name: string, ...args: (number | bigint)[]): number => {
    const found = wasm[name];
    if (!found) throw new Error(`Cannot call ${name}: the kernel has no such function`);
    return found(...args);
  };
  // Memory gets a new buffer when it grows, so views are created when they are needed.
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

  let memory = bytes();
  /**
   * Writes texts into the output memory, after the rows that have not been taken. Puts their places and lengths into `args`, from an
   * index on.
   */
  const putAside = (texts: readonly string[], args: number[], first: number): void => {
    if (memory.buffer !== wasm.memory.buffer) memory = bytes();
    let at = output + call('written');
    let all = '';
    for (const text of texts) all += text;
    // Texts that do not fit count as empty. Then more documents are inspected than necessary.
    const fits = at + all.length * 3 + 16 <= output + room.output;
    const { written } = fits ? encoder.encodeInto(all, memory.subarray(at)) : { written: 0 };
    let to = first;
    for (const text of texts) {
      const length = !fits ? 0 : written === all.length ? text.length : Buffer.byteLength(text);
      args[to] = at;
      args[to + 1] = length;
      at += length;
      to += 2;
    }
  };

  return {
    /** Memory for `size` bytes of input and a 0 after each part. Replaces the earlier input. */
    input: (size: number): Uint8Array => {
      if (size > inputSize) {
        // Growing loses the memory allocated before, so it must happen rarely.
        inputSize = Math.max(size, inputSize * 2, room.input);
        input = allocate(inputSize);
      }
      const all = bytes().subarray(input, input + size + 64);
      all.fill(0, size);
      return all.subarray(0, size);
    },

    /**
     * Sets the offset of the input in its chunk, if the input is only a part of a chunk. All offsets are relative to the chunk.
     */
    openInput: (offset: number): void => {
      base = offset;
    },

    /** Sets the chunk that references name. Without `sums`, its records are not added to the sums. */
    openChunk: (chunk: number, { sums = true } = {}): void => {
      call('openChunk', chunk);
      call('setAdding', sums ? 1 : 0);
    },

    /** Sets the part to read next. False if the kernel cannot read it: it does not know the kind, or the prefix is too long. */
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

    /** Continues at an offset of the input, with a position, and stops where a document starts at `stopAt`. */
    resume: (offset: number, position: number, stopAt?: number): void => {
      call('resume', offset, position, stopAt ?? 0x7fffffff);
    },

    /** Reads until it must stop. */
    run: (): Stop => stops[call('run')] ?? 'end',

    /** Where it stopped: an offset in the input, and the position of the document there. */
    cursor: (): { readonly offset: number; readonly position: number } => ({
      offset: call('cursorOffset') >>> 0,
      position: call('nextPosition') >>> 0,
    }),

    /** The number of bytes of rows that have not been taken. */
    written: (): number => call('written'),

    /** The rows since they were last taken: in the given memory if they fit, otherwise in new memory. */
    takeRows: (into?: Uint8Array): Uint8Array => {
      const rows: Uint8Array = bytes().subarray(output, output + call('written'));
      openOutput();
      if (!into || rows.length > into.length) return rows.slice();
      into.set(rows);
      return into.subarray(0, rows.length);
    },

    /**
     * Passes the references since they were last taken to `take`, by kind, in the format of `readReference`. The memory
     * belongs to the kernel and is valid only during the call. Returns whether there were any.
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

    /** Adds the references of a document that the host has read. False if there is no room: then take references, and repeat. */
    note: (
      { kind, transactionId, callId, usageType, use }: HostDocument,
      offset: number,
      position: number,
    ): boolean => {
      const args = [recordKinds.indexOf(kind), use ? 1 : 0, use?.endedAt ?? 0, offset, position];
      putAside([transactionId, callId, usageType, use?.accountId ?? '', use?.line ?? ''], args, args.length);
      return call('noteOfHost', ...args) !== 0;
    },
  };
};

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
      seconds: view.getBigInt64(at + 16, true),
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
