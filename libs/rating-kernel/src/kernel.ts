import { type RecordKind, recordKinds } from '@dialplane/rating-definitions';
import {
  type KernelLine,
  type KernelTier,
  mostSecondsAt,
  type UnratedReason,
  unratedReasons,
} from './kernel-line';
import { kernelWasm } from './kernel-wasm';
import { usedBytes } from './held-notes';
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
  'CdrId',
  'CallerPhoneNumber',
  'CallerCountry',
];

/** Whether a document belongs to a run, in the order of `Membership` in assembly/record.ts. Only the first two are rated. */
export const kernelMemberships = [
  'in-time',
  'late',
  'after',
  'before',
  'too-late',
  'too-old',
  'too-far-ahead',
] as const;

/** One of the `kernelMemberships`. */
export type KernelMembership = (typeof kernelMemberships)[number];

/** The memberships of the records of an object, by when they start: after the window, in it, in the look-back, or before that. */
export type KernelMemberships = Readonly<
  Record<'after' | 'inWindow' | 'inLookBack' | 'older', KernelMembership>
>;

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
  /** Every service with a price list. @default those of the lines */
  readonly services?: readonly string[];
};

/** An object, or a part of one, in the input. */
export type KernelPart = {
  /** The offsets of its bytes, up to but not including `to`, where a 0 must be. */
  readonly from: number;
  readonly to: number;
  /** Left out if it is not known: then the kernel can only settle what the host has read. */
  readonly kind?: RecordKind | undefined;
  /** The position of its first document in the object. */
  readonly position: number;
  /** The start of each row, before the position: run and key, each followed by a comma. */
  readonly prefix: string;
  readonly memberships: KernelMemberships;
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

/** A record that the host has read, for the kernel to rate. Texts that are left out are absent in the record. */
export type HostRecord = {
  readonly kind: RecordKind;
  readonly at: number;
  readonly seconds: number;
  readonly endedAt: number;
  /** Billable seconds besides those of the call, for which there is no price. */
  readonly unpriced: number;
  /** In the order of `ownField` in assembly/record.ts. A record without a usage type has an empty one. */
  readonly texts: readonly [
    account: string,
    transaction: string,
    call: string | undefined,
    owner: string,
    direction: string,
    source: string,
    destination: string,
    sourceCountry: string,
    destinationCountry: string,
    usageType: string,
    serviceCode: string,
  ];
};

/** How the records of a chunk count in the sums. */
export type Counted = {
  /** Records whose price does not depend on earlier use. */
  readonly flat: boolean;
  /** Records of lines with tiers. */
  readonly tiered: boolean;
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

/** What became of a record of the host, in the order of `Done` in assembly/record.ts. */
export type Settled = 'done' | 'unusual' | 'full';
const settled: readonly Settled[] = ['done', 'unusual', 'full'];
const hostTexts = 11;

/** The kinds of reference: to records, to billed calls, and to transactions with several legs. */
export type ReferenceKind = 'identities' | 'calls' | 'transactions';
const referenceKinds: readonly ReferenceKind[] = ['identities', 'calls', 'transactions'];

/** Sums of rated records with something in common. */
export type SumRow = { readonly records: number; readonly seconds: bigint; readonly cost: bigint };

/** A sum and its subject. `line` is an index into `KernelOptions.lines`, `day` an index into its days. */
export type SubjectRow = SumRow & {
  readonly line: number;
  readonly day: number;
  /** Only if the record is unrated. Then `line` means nothing, and texts name the line. */
  readonly unrated?: {
    readonly reason: UnratedReason;
    readonly serviceCode: string;
    readonly usageType: string;
  };
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
  readonly numbers: readonly (SumRow & { readonly number: string; readonly isRated: boolean })[];
  /** Rated documents in time and late, and outside documents by their membership. */
  readonly counts: Readonly<Record<KernelMembership, number>>;
  /** Of the unrated documents, those of earlier windows. */
  readonly unratedLate: number;
  /** Rated and unrated documents with seconds that have no price, and these seconds. */
  readonly unpricedRecords: number;
  readonly unpricedSeconds: bigint;
};

/** Room in the kernel's memory. */
const room = { input: 13 << 18, references: 8192, slack: 256, prefix: 8192, texts: 16 << 10 };
const rowKinds = ['rated', 'unrated', 'held'] as const;
const rowRoom = { rated: 2 << 20, unrated: 1 << 20, held: 1 << 20 };

/** What the kernel writes: rows of rated.csv and unrated.csv, and notes on records of lines with tiers (see `readHeldNote`). */
export type KernelRows = (typeof rowKinds)[number];

type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer };
} & Readonly<Record<string, (...args: (number | bigint)[]) => number & bigint>>;

/** The compiled kernel. It holds no state and can be passed to threads, so that it is compiled and optimised only once. */
export const compileKernel = (): object => new Module(Buffer.from(kernelWasm, 'base64'));

const encoder = new TextEncoder();

/**
 * Opens a kernel. It reads call detail records as bytes and writes CSV rows for those in AWS's usual form. The host reads all others, and
 * the kernel rates most of them too. Together they produce what the host alone would produce, many times faster.
 *
 * Holds about 10 MB, and the input.
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

  const putTiers = (tiers: readonly KernelTier[]): number => {
    const at = allocate(tiers.length * 48);
    for (const [i, tier] of tiers.entries()) {
      const [head, headLength] = put(tier.head);
      const [tail, tailLength] = put(tier.tail);
      const fields = view();
      const start = at + i * 48;
      fields.setBigUint64(start, BigInt(tier.begin), true);
      fields.setBigUint64(start + 8, tier.end === undefined ? (1n << 64n) - 1n : BigInt(tier.end), true);
      fields.setBigUint64(start + 16, tier.perSecond, true);
      fields.setBigUint64(start + 24, mostSecondsAt(tier.perSecond), true);
      fields.setUint32(start + 32, head, true);
      fields.setUint32(start + 36, headLength, true);
      fields.setUint32(start + 40, tail, true);
      fields.setUint32(start + 44, tailLength, true);
    }
    return at;
  };
  const addLine = (number: number, { serviceCode, usageType, spans, hasTiers }: KernelLine): void => {
    const at = allocate(spans.length * 32);
    for (const [i, span] of spans.entries()) {
      const tiers = putTiers(span.tiers);
      const fields = view();
      const start = at + i * 32;
      fields.setBigInt64(start, BigInt(span.from), true);
      fields.setBigInt64(start + 8, BigInt(span.to), true);
      fields.setUint32(start + 16, span.reason ? codeOf(span.reason) : 0, true);
      fields.setUint32(start + 20, tiers, true);
      fields.setUint32(start + 24, span.tiers.length, true);
    }
    call('addLine', number, ...put(`${serviceCode}\0${usageType}`), at, spans.length, hasTiers ? 1 : 0);
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
  const services = new Set(options.services ?? options.lines.map(({ serviceCode }) => serviceCode));
  call('openLines', options.lines.length + services.size);
  for (const [number, line] of options.lines.entries()) addLine(number, line);
  for (const serviceCode of services) addLine(0, { serviceCode, usageType: '', spans: [], hasTiers: false });
  for (const reason of unratedReasons) call('nameReason', codeOf(reason), ...put(reason));
  for (const [kind, name] of recordKinds.entries()) call('nameKind', kind, ...put(`,${name},`));
  const rows = rowKinds.map((kind) => allocate(rowRoom[kind]));
  const references = referenceKinds.map(() => allocate(room.references * referenceBytes));
  const prefix = allocate(room.prefix);
  const texts = allocate(room.texts);
  const lengths = allocate(hostTexts * 4);
  let used = 0;
  let usedSize = 0;
  let isOpen = false;
  let input = 0;
  let inputSize = 0;
  let base = 0;

  const openRows = (kind: KernelRows): void => {
    const which = rowKinds.indexOf(kind);
    call('openRows', which, rows[which] ?? 0, rowRoom[kind]);
  };
  const openReferences = (): void =>
    referenceKinds.forEach((_, which) =>
      call('openReferences', which, references[which] ?? 0, room.references * referenceBytes),
    );
  rowKinds.forEach(openRows);
  openReferences();

  let memory = bytes();
  let lengthsIn = new Int32Array(memory.buffer, lengths, hostTexts);
  /** Writes texts into memory, adjacent, and their lengths in bytes. False if they do not fit. */
  const putTexts = (some: readonly (string | undefined)[]): boolean => {
    if (memory.buffer !== wasm.memory.buffer) {
      memory = bytes();
      lengthsIn = new Int32Array(memory.buffer, lengths, hostTexts);
    }
    let all = '';
    for (const text of some) if (text !== undefined) all += text;
    if (all.length * 3 > room.texts) return false;
    const { written } = encoder.encodeInto(all, memory.subarray(texts, texts + room.texts));
    const isAscii = written === all.length;
    for (let i = 0; i < some.length; i += 1) {
      const text = some[i];
      lengthsIn[i] = text === undefined ? -1 : isAscii ? text.length : Buffer.byteLength(text);
    }
    return true;
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

    /**
     * Sets the chunk that references name, and which of its records are added to the sums.
     *
     * @param before what was used before records of lines with tiers, as `usedBytes` in held-notes.ts describes it. Without it, these
     * records are noted and not rated
     */
    openChunk: (
      chunk: number,
      { flat, tiered }: Counted = { flat: true, tiered: false },
      before?: Uint8Array,
    ): void => {
      const length = before?.length ?? 0;
      if (length > usedSize) {
        usedSize = Math.max(length, usedSize * 2);
        used = allocate(usedSize);
      }
      if (before) bytes().set(before, used);
      call('openChunk', chunk, flat ? 1 : 0, tiered ? 1 : 0, used, length / usedBytes, before ? 1 : 0);
    },

    /** Sets the part to read next. False if the kernel cannot: the prefix is too long. */
    openPart: ({ from, to, kind, position, prefix: text, memberships }: KernelPart): boolean => {
      isOpen = text.length * 3 <= room.prefix;
      if (!isOpen) return false;
      const { written } = encoder.encodeInto(text, bytes().subarray(prefix, prefix + room.prefix));
      const { after, inWindow, inLookBack, older } = memberships;
      const codes = [after, inWindow, inLookBack, older].map((name) => kernelMemberships.indexOf(name));
      call('openObject', kind === undefined ? 0 : recordKinds.indexOf(kind), prefix, written, ...codes);
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

    /**
     * Rates a record of the open part that the host has read. `unusual`: the kernel cannot, and has done nothing; `full`: there is no
     * room for its output.
     */
    settle: (
      { kind, at, seconds, endedAt, unpriced, texts: some }: HostRecord,
      offset: number,
      position: number,
    ): Settled => {
      if (!isOpen || !putTexts(some)) return 'unusual';
      const kindCode = recordKinds.indexOf(kind);
      return (
        settled[
          call('settleOfHost', kindCode, texts, lengths, at, seconds, endedAt, unpriced, offset, position)
        ] ?? 'unusual'
      );
    },

    /** The number of bytes of a kind of rows that have not been taken. */
    written: (kind: KernelRows): number => call('written', rowKinds.indexOf(kind)),

    /** The rows of a kind since they were last taken: in the given memory if they fit, otherwise in new memory. */
    takeRows: (kind: KernelRows, into?: Uint8Array): Uint8Array => {
      const at = rows[rowKinds.indexOf(kind)] ?? 0;
      const taken: Uint8Array = bytes().subarray(at, at + call('written', rowKinds.indexOf(kind)));
      openRows(kind);
      if (!into || taken.length > into.length) return taken.slice();
      into.set(taken);
      return into.subarray(0, taken.length);
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
      const sumsOf = (which: number) =>
        rowsIn(bytes().subarray(call('sumsAt', which) >>> 0), call('sumsUsed', which));
      const subjects = sumsOf(0).map(subjectOf);
      const numbers = sumsOf(1).map(({ key, ...sum }) => ({
        ...sum,
        number: key.toString('utf8', 1),
        isRated: key[0] === 1,
      }));
      const at = call('countsAt') >>> 0;
      const sumAt = (i: number): bigint => view().getBigInt64(at + i * 8, true);
      const counted = (i: number): number => Number(sumAt(i));
      const counts = kernelMemberships.map((name, i) => [name, counted(i)] as const);
      const unratedLate = counted(kernelMemberships.length + kernelMemberships.indexOf('late'));
      const unpriced = kernelMemberships.length + 2;
      const [unpricedRecords, unpricedSeconds] = [counted(unpriced), sumAt(unpriced + 1)];
      bytes().fill(0, at, at + (unpriced + 2) * 8);
      call('clearSums');
      return {
        subjects,
        numbers,
        counts: Object.fromEntries(counts) as Record<KernelMembership, number>,
        unratedLate,
        unpricedRecords,
        unpricedSeconds,
      };
    },

    /**
     * Adds the references of a document that only the host can rate. False if there is no room: then take references, and repeat. Texts
     * that do not fit count as empty: then more documents are inspected than necessary.
     */
    note: (
      { kind, transactionId, callId, usageType, use }: HostDocument,
      offset: number,
      position: number,
    ): boolean => {
      const some = [transactionId, callId, usageType, use?.accountId ?? '', use?.line ?? ''];
      if (!putTexts(some)) putTexts(some.map(() => ''));
      const args = [recordKinds.indexOf(kind), use ? 1 : 0, use?.endedAt ?? 0, offset, position];
      let from = texts;
      for (let i = 0; i < some.length; i += 1) {
        const length = lengthsIn[i] ?? 0;
        args.push(from, length);
        from += length;
      }
      return call('noteOfHost', ...args) !== 0;
    },
  };
};

const codeOf = (reason: UnratedReason): number => unratedReasons.indexOf(reason) + 1;

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
  const [account = '', owner = '', direction = '', sourceCountry = '', destinationCountry = '', ...line] = key
    .toString('utf8', 16)
    .split('\0');
  const reason = unratedReasons[key.readUInt32LE(12) - 1];
  return {
    ...sum,
    line: key.readUInt32LE(0),
    day: key.readUInt32LE(4),
    ...(reason && { unrated: { reason, serviceCode: line[0] ?? '', usageType: line[1] ?? '' } }),
    month: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
    account,
    owner,
    direction,
    sourceCountry,
    destinationCountry,
  };
};
