/** Bytes in one growing buffer, which is reused for each chunk. */
export type ReferenceStore = {
  readonly add: (bytes: Uint8Array) => void;
  /** All of them. */
  readonly all: () => Uint8Array;
  readonly clear: () => void;
};

/** Opens a store, which grows as needed. */
export const openReferenceStore = (): ReferenceStore => {
  let memory = new Uint8Array(64 << 10);
  let used = 0;
  return {
    add: (bytes) => {
      if (used + bytes.length > memory.length) {
        const larger = new Uint8Array(Math.max(memory.length * 2, used + bytes.length));
        larger.set(memory.subarray(0, used));
        memory = larger;
      }
      memory.set(bytes, used);
      used += bytes.length;
    },
    all: () => memory.subarray(0, used),
    clear: () => {
      used = 0;
    },
  };
};
