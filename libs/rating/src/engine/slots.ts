/** Memory for one chunk in progress: its bytes, their rows, and its references. Shared with the threads. */
export type ChunkSlot = {
  readonly input: Uint8Array;
  readonly rows: Uint8Array;
  readonly references: Uint8Array;
};

/**
 * Opens reusable slots: allocating memory for each chunk would cost more than rating it. Rows are shorter than most records; rows that
 * do not fit get memory of their own.
 */
export const openSlots = (count: number, bytes: number) => {
  const free = Array.from({ length: count }, (): ChunkSlot => ({
    input: new Uint8Array(new SharedArrayBuffer(bytes)),
    rows: new Uint8Array(new SharedArrayBuffer(bytes)),
    references: new Uint8Array(new SharedArrayBuffer(Math.ceil(bytes / 4 / 64) * 64)),
  }));
  const waiting: ((slot: ChunkSlot) => void)[] = [];
  return {
    /** A free slot, as soon as one is available. */
    take: async (): Promise<ChunkSlot> =>
      free.pop() ?? (await new Promise<ChunkSlot>((resolve) => waiting.push(resolve))),
    give: (slot: ChunkSlot): void => {
      const next = waiting.shift();
      if (next) next(slot);
      else free.push(slot);
    },
  };
};

/** Open slots. */
export type Slots = ReturnType<typeof openSlots>;
