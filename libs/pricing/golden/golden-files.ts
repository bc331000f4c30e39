import { fillingTiers, mixed } from './batches';
import { compactedObjects, copies, sameTransaction } from './copies';
import { priceFiles } from './price-files';
import { priceSets } from './price-sets';
import { rejections } from './rejections';
import { kinds, lengths, priceChanges, tierEdges, writings } from './single-calls';
import { windowEdges } from './windows';

const topics = {
  'price-changes': priceChanges,
  lengths,
  'tier-edges': tierEdges,
  kinds,
  writings,
  rejections,
  copies: [...copies, ...sameTransaction, ...compactedObjects],
  windows: windowEdges,
  'filling-tiers': fillingTiers,
  mixed,
};

/** All golden files, by their paths from this folder. */
export const goldenFiles = (): Readonly<Record<string, string>> => {
  const prices = Object.entries(priceSets).flatMap(([set, offers]) =>
    Object.entries(priceFiles(offers)).map(([path, text]) => [`prices/${set}${path}`, text] as const),
  );
  const vectors = Object.entries(topics).map(
    ([topic, all]) =>
      [`vectors/${topic}.ndjson`, all.map((vector) => `${JSON.stringify(vector)}\n`).join('')] as const,
  );
  return Object.fromEntries([...prices, ...vectors]);
};
