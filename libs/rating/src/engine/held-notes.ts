import { definitionOf, recordKinds } from '@dialplane/cdr';
import { findPrice, type Held, type PriceBook } from '@dialplane/pricing';
import { heldNote, type KernelLine } from '@dialplane/rating-kernel';
import { openReferenceStore } from './reference-store';
import type { TimeSlots } from './time-slots';

/** Notes on the records of a chunk whose lines have tiers. Each slot of time has its place: the slot, where its notes begin, and their end. */
export type HeldNotes = { readonly notes: Uint8Array; readonly places: Uint32Array };

/** Opens what collects such notes, in one thread for one chunk after another. */
export const openHeldNotes = (book: PriceBook, lines: readonly KernelLine[], slots: TimeSlots) => {
  const store = openReferenceStore();
  const lineNumbers = new Map(
    lines.map(({ serviceCode, usageType }, i) => [`${serviceCode}\0${usageType}`, i]),
  );
  const encoder = new TextEncoder();

  return {
    clear: store.clear,
    /** Adds the notes of the kernel. */
    addNotes: store.add,
    /** Adds a note on a record that only TypeScript can rate. */
    add: ({ record, usage: { serviceCode, usageType } }: Held, chunk: number, offset: number): void => {
      const { kind, accountId, transactionId, callId = '', at, billableSeconds } = record;
      const line = lineNumbers.get(`${serviceCode}\0${usageType}`);
      if (line === undefined)
        throw new RangeError(`Cannot hold a record of ${usageType}: it has no price list`);
      const legs = definitionOf(kind).hasLegs ? [callId, record.usageType ?? ''] : [];
      const texts = [accountId, transactionId, ...legs].map((text) => encoder.encode(text));
      const length = texts.reduce((sum, text) => sum + 4 + text.length, heldNote.texts);
      const note = new Uint8Array(Math.ceil(length / 8) * 8);
      const view = new DataView(note.buffer);
      view.setUint32(heldNote.length, note.length, true);
      view.setUint32(heldNote.chunk, chunk, true);
      view.setUint32(heldNote.offset, offset, true);
      view.setUint32(heldNote.line, line, true);
      view.setUint32(heldNote.kind, recordKinds.indexOf(kind), true);
      view.setFloat64(heldNote.at, at, true);
      // A record without a price fills nothing.
      view.setFloat64(
        heldNote.seconds,
        findPrice(book, serviceCode, usageType, at).ok ? billableSeconds : 0,
        true,
      );
      let to = heldNote.texts;
      for (const text of texts) {
        view.setUint32(to, text.length, true);
        note.set(text, to + 4);
        to += 4 + text.length;
      }
      store.add(note);
    },
    /** All notes, sorted by slot, marked with the round of the run. */
    close: (round: number): HeldNotes => {
      const all = store.all();
      const view = new DataView(all.buffer, all.byteOffset, all.length);
      const bySlot = new Map<number, number[]>();
      for (let at = 0; at < all.length; at += view.getUint32(at, true)) {
        view.setUint32(at + heldNote.round, round, true);
        const slot = slots.slotOf(view.getFloat64(at + heldNote.at, true));
        const starts = bySlot.get(slot);
        if (starts) starts.push(at);
        else bySlot.set(slot, [at]);
      }
      const notes = new Uint8Array(all.length);
      const places = new Uint32Array(bySlot.size * 3);
      let [to, place] = [0, 0];
      for (const [slot, starts] of bySlot) {
        places[place] = slot;
        places[place + 1] = to;
        for (const start of starts) {
          const note = all.subarray(start, start + view.getUint32(start, true));
          notes.set(note, to);
          to += note.length;
        }
        places[place + 2] = to;
        place += 3;
      }
      return { notes, places };
    },
  };
};
