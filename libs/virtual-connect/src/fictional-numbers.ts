import type { NumberForSale } from './connect-service';

const lineNumbers = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0'));

/** Numbers without a subscriber: 555-0100 to 555-0199 is set aside for fiction (North American Numbering Plan). */
export const fictionalNumbers: readonly NumberForSale[] = [
  ...['202', '206', '312'].flatMap((area) =>
    lineNumbers.map((line) => ({ number: `+1${area}55501${line}`, country: 'US', type: 'DID' as const })),
  ),
  ...lineNumbers.map((line) => ({
    number: `+180055501${line}`,
    country: 'US',
    type: 'TOLL_FREE' as const,
  })),
  // 020 7946 0000 to 0999 is set aside in the United Kingdom (Ofcom).
  ...lineNumbers.map((line) => ({ number: `+442079460${line}0`, country: 'GB', type: 'DID' as const })),
];
