import type { HeldLine } from './held-line';
import type { Sorter } from './sorter';
import type { ResolutionStore } from './resolution-store';

/** Finds what was used before each call of a tiered line: tiers fill in order of start, then of transaction. */
export const fillTiers = async <Line extends HeldLine>(
  held: Pick<Sorter<Line>, 'sorted'>,
  usedBefore: ReadonlyMap<string, bigint>,
  isValid: (line: Line) => boolean,
  resolutions: ResolutionStore,
): Promise<void> => {
  let scope: string | undefined;
  let used = 0n;
  for await (const line of held.sorted()) {
    if (!isValid(line)) continue;
    if (line.scope !== scope) {
      scope = line.scope;
      used = usedBefore.get(scope) ?? 0n;
    }
    resolutions.add(line.chunk, { kind: 'used', offset: line.offset, before: String(used) });
    used += BigInt(line.fills);
  }
};
