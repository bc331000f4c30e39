/** Events by time, the earliest first. */
export type EventHeap<T> = {
  readonly add: (at: number, event: T) => void;
  readonly take: () => { readonly at: number; readonly event: T } | undefined;
};

/** An empty heap. */
export const eventHeap = <T>(): EventHeap<T> => {
  const items: { at: number; event: T }[] = [];
  const at = (i: number) => (items[i] as { at: number }).at;
  const swap = (i: number, j: number) => {
    const kept = items[i] as { at: number; event: T };
    items[i] = items[j] as { at: number; event: T };
    items[j] = kept;
  };
  return {
    add: (moment, event) => {
      items.push({ at: moment, event });
      let i = items.length - 1;
      while (i > 0 && at((i - 1) >> 1) > at(i)) {
        swap(i, (i - 1) >> 1);
        i = (i - 1) >> 1;
      }
    },
    take: () => {
      const first = items[0];
      const last = items.pop();
      if (!first || !last) return undefined;
      if (items.length === 0) return first;
      items[0] = last;
      for (let i = 0; ;) {
        const left = 2 * i + 1;
        if (left >= items.length) return first;
        const least = left + 1 < items.length && at(left + 1) < at(left) ? left + 1 : left;
        if (at(least) >= at(i)) return first;
        swap(i, least);
        i = least;
      }
    },
  };
};
