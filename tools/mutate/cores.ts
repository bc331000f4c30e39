/** A decision core: files whose every decision must be covered by a test of its own project. */
export type Core = {
  /** The folder of the project. */
  readonly project: string;
  /** The files to mutate: globs below the project. */
  readonly files: readonly string[];
};

/**
 * The cores that `npm run mutate` knows, by name. Files that only hold types, talk to a vendor or re-export are left out,
 * and so are tests that need DynamoDB Local: a mutation run starts thousands of test runs.
 */
export const cores: Readonly<Record<string, Core>> = {
  forwarding: {
    project: 'libs/forwarding',
    files: ['src/!(dynamo-*|index|memory-*).ts'],
  },
  'number-wiring': {
    project: 'libs/number-wiring',
    files: ['src/next-step.ts', 'src/wiring.ts', 'src/find-connector.ts'],
  },
  'forwarding-control': {
    project: 'libs/forwarding-control',
    files: [
      'src/{advance,begin-operation,change,explain,next-move,operation-status,put-forward,remove-forward,sweep,view-number}.ts',
    ],
  },
  pricing: {
    project: 'libs/pricing',
    files: [
      'src/**/{effective-spans,find-price,judge,money,resolve-tiers,rounding,tally,usage-mapping,decimal}.ts',
    ],
  },
  'telephony-actions': {
    project: 'libs/telephony-actions',
    files: [
      'src/actions/*.ts',
      'src/decode/*.ts',
      'src/rules/*.ts',
      'src/{check-action,check-response,decode-sma-event,read-diversion-header,to-call-event,to-sma-actions}.ts',
    ],
  },
  'phone-numbers': {
    project: 'libs/phone-numbers',
    files: ['src/!(index|emergency-numbers).ts'],
  },
};
