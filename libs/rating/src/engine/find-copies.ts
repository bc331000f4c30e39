import { inOrderOfArrival } from '@dialplane/pricing';
import { groupBy, type Inspection, inspectReferences } from './inspect-references';
import { sharedReferences } from './shared-references';
import type { Spill } from './spill';
import type { ResolutionStore } from './resolution-store';

/**
 * Finds copies. Among documents with the same identity, the first by arrival and then by place keeps the outcome; the others
 * get a resolution. Only documents whose identities have the same hash are read again.
 */
export const findCopies = async (
  identities: Spill,
  inspection: Inspection,
  resolutions: ResolutionStore,
): Promise<void> => {
  const suspects = function* () {
    for (let i = 0; i < identities.partitions; i += 1) {
      for (const group of sharedReferences(identities.read(i))) yield* group;
    }
  };
  for await (const documents of inspectReferences(suspects(), inspection)) {
    for (const copies of groupBy(documents, ({ identity }) => identity).values()) {
      const [first, ...others] = copies.sort(inOrderOfArrival);
      if (!first) continue;
      const { source, position } = first;
      for (const { chunk, offset, digest } of others) {
        const kind = digest === first.digest ? 'duplicate' : 'conflict';
        resolutions.add(chunk, { kind, offset, first: { source, position } });
      }
    }
  }
};
