/** A time, in seconds from one up to but not including another, and the names of what is in force in it. */
export type EffectiveSpan = { readonly from: number; readonly to: number; readonly names: readonly string[] };

/**
 * Finds what was in force when, from a look-up that knows single moments only. Takes two look-ups, and for each change as many
 * as it takes to halve the time down to a second: 22 for a month.
 *
 * Takes it that nothing has changed between two moments that look the same: price lists replace each other, and one that was
 * replaced does not come back. One that begins and ends between two looks, with none before and behind it, is not seen.
 *
 * @param look the names in force at a second
 */
export const effectiveSpans = async (
  look: (at: number) => Promise<readonly string[]>,
  from: number,
  to: number,
): Promise<readonly EffectiveSpan[]> => {
  type Seen = { readonly at: number; readonly names: readonly string[] };
  const see = async (at: number): Promise<Seen> => ({ at, names: await look(at) });

  /** The first moment of each change behind `before`, up to `after`. */
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
