/** An interval, in seconds (`to` is excluded), and the names of the lists in effect. */
export type EffectiveSpan = { readonly from: number; readonly to: number; readonly names: readonly string[] };

/**
 * Finds the intervals in which lists were in effect, with a look-up for single moments. It needs two look-ups plus about 22
 * for each change in a month: a binary search down to the second.
 *
 * It assumes that nothing changed between two moments with the same result: a price list that has been replaced does not
 * return. A list that starts and ends between two look-ups, with no list before or after it, is not found.
 *
 * @param look returns the names of the lists in effect at a second
 */
export const effectiveSpans = async (
  look: (at: number) => Promise<readonly string[]>,
  from: number,
  to: number,
): Promise<readonly EffectiveSpan[]> => {
  type Seen = { readonly at: number; readonly names: readonly string[] };
  const see = async (at: number): Promise<Seen> => ({ at, names: await look(at) });

  /** The first moment of each change after `before`, up to `after`. */
  const changes = async (before: Seen, after: Seen): Promise<readonly Seen[]> => {
    if (isSame(before.names, after.names)) return [];
    if (after.at - before.at <= 1) return [after];
    const middle = await see(Math.floor((before.at + after.at) / 2));
    return [...(await changes(before, middle)), ...(await changes(middle, after))];
  };

  const first = await see(from);
  const begins = [first, ...(await changes(first, await see(to - 1)))];
  return begins.map(({ at, names }, i) => ({ from: at, to: begins[i + 1]?.at ?? to, names }));
};

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));
