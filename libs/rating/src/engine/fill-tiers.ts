import { type HeldLine, scopeName } from './held-line';
import type { Sorter } from './sorter';
import type { ResolutionStore } from './resolution-store';

/** Finds what was used before each call of a tiered line: tiers fill in order of start, then of transaction. */
export const fillTiers = async <Line extends HeldLine>(
  held: Pick<Sorter<Line>, 'sorted'>,
  usedBefore: ReadonlyMap<string, number>,
  isValid: (line: Line) => boolean,
  resolutions: ResolutionStore,
): Promise<void> => {
  let scope: string | undefined;
  let used = 0;
  for await (const line of held.sorted()) {
    if (!isValid(line)) continue;
    const name = scopeName(line);
    if (name !== scope) {
      scope = name;
      used = usedBefore.get(name) ?? 0;
    }
    resolutions.add(line.chunk, { kind: 'used', offset: line.offset, before: used });
    used += line.fills;
  }
};
