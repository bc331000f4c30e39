import { type EpochSeconds, inOrder } from '@dialplane/basics';
import { definitionOf, recordKinds } from '@dialplane/cdr';
import { calendarMonth } from '@dialplane/pricing';
import { heldNote, type KernelLine } from '@dialplane/rating-kernel';
import { setImmediate } from 'node:timers/promises';
import { scopeName } from './scope-name';
import type { Spill } from './spill';
import type { TimeSlots } from './time-slots';
import type { UsedStore } from './used-store';

/**
 * Finds what was used before each call of a line with tiers: tiers fill in order of start, then of transaction. Slots of time are
 * read one after the other, each into memory.
 */
export const fillTiers = async (
  held: Spill,
  slots: TimeSlots,
  lines: readonly KernelLine[],
  usedBefore: ReadonlyMap<string, bigint>,
  isValid: (chunk: number, round: number) => boolean,
  used: UsedStore,
  signal?: AbortSignal,
): Promise<void> => {
  let month = '';
  let scopes = new Map<string, { seconds: number | bigint }>();
  for (let slot = 0; slot < held.partitions; slot += 1) {
    const bytes = held.read(slot);
    if (bytes.length === 0) continue;
    await setImmediate(); // so that an interruption is noticed
    signal?.throwIfAborted();
    const notes = readNotes(bytes);
    const period = calendarMonth(slots.startOf(slot) as EpochSeconds);
    if (period !== month) scopes = new Map();
    month = period;
    for (const note of notes.inFillingOrder(isValid)) {
      const line = lines[notes.lineOf(note)];
      if (!line)
        throw new RangeError(`Cannot fill tiers of line ${notes.lineOf(note)}: the plan has no such line`);
      const accountId = notes.accountOf(note);
      const name = `${notes.lineOf(note)} ${accountId}`;
      let scope = scopes.get(name);
      if (!scope) {
        const { serviceCode, usageType } = line;
        scope = {
          seconds: sum(0, usedBefore.get(scopeName({ accountId, serviceCode, usageType, period })) ?? 0),
        };
        scopes.set(name, scope);
      }
      used.add(notes.chunkOf(note), notes.offsetOf(note), scope.seconds);
      scope.seconds = sum(scope.seconds, notes.secondsOf(note));
    }
  }
};

/** A sum of whole numbers: a double as long as that is exact. */
const sum = (a: number | bigint, b: number | bigint): number | bigint => {
  const inexact = Number(a) + Number(b);
  return inexact <= Number.MAX_SAFE_INTEGER ? inexact : BigInt(a) + BigInt(b);
};

/** Reads notes where they are; a note is named by where it begins. */
const readNotes = (bytes: Uint8Array) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = (note: number, field: number): number => view.getUint32(note + field, true);
  const startOf = (note: number): number => view.getFloat64(note + heldNote.at, true);
  const textsOf = (note: number): readonly string[] => {
    const kind = recordKinds[number(note, heldNote.kind)];
    let at = note + heldNote.texts;
    return Array.from({ length: kind && definitionOf(kind).hasLegs ? 4 : 2 }, () => {
      const from = at + 4;
      at = from + view.getUint32(at, true);
      return buffer.toString('utf8', from, at);
    });
  };
  /** As `identityOf` in libs/cdr. */
  const identityOf = (note: number, [, ...parts]: readonly string[]): string =>
    JSON.stringify([recordKinds[number(note, heldNote.kind)], ...parts]);
  const inOrderOfIds = (a: number, b: number): number => {
    const [ofA, ofB] = [textsOf(a), textsOf(b)];
    return inOrder(ofA[1] ?? '', ofB[1] ?? '') || inOrder(identityOf(a, ofA), identityOf(b, ofB));
  };

  return {
    lineOf: (note: number): number => number(note, heldNote.line),
    chunkOf: (note: number): number => number(note, heldNote.chunk),
    offsetOf: (note: number): number => number(note, heldNote.offset),
    secondsOf: (note: number): number => view.getFloat64(note + heldNote.seconds, true),
    accountOf: (note: number): string => {
      const from = note + heldNote.texts + 4;
      return buffer.toString('utf8', from, from + view.getUint32(from - 4, true));
    },
    inFillingOrder: (isValid: (chunk: number, round: number) => boolean): Uint32Array => {
      const valid: number[] = [];
      for (let note = 0; note < bytes.length; note += number(note, heldNote.length)) {
        if (isValid(number(note, heldNote.chunk), number(note, heldNote.round))) valid.push(note);
      }
      return new Uint32Array(valid).sort((a, b) => startOf(a) - startOf(b) || inOrderOfIds(a, b));
    },
  };
};
