/** A decision core: files whose every decision must be covered by a test of its own project. */
export type Core = {
  /** The folder of the project. */
  readonly project: string;
  /** The files to mutate, below the project's `src`. */
  readonly files: readonly string[];
};

/**
 * The cores that `npm run mutate` knows, by name. Files that only hold types, talk to a vendor or re-export are left out,
 * and so are tests that need DynamoDB Local: a mutation run starts thousands of test runs.
 */
export const cores: Readonly<Record<string, Core>> = {
  'number-routing': { project: 'libs/number-routing', files: ['next-step.ts', 'find-connector.ts'] },
  'forwarding-control': {
    project: 'libs/forwarding-control',
    files: [
      'advance.ts',
      'begin-operation.ts',
      'change.ts',
      'explain.ts',
      'next-action.ts',
      'operation-status.ts',
      'put-forward.ts',
      'remove-forward.ts',
      'sweep.ts',
      'view-number.ts',
    ],
  },
  pricing: {
    project: 'libs/pricing',
    files: [
      'book/find-price.ts',
      'book/resolve-tiers.ts',
      'decimal.ts',
      'judge.ts',
      'money.ts',
      'rounding.ts',
      'sources/effective-spans.ts',
      'tally.ts',
      'usage-mapping.ts',
    ],
  },
  'telephony-actions': {
    project: 'libs/telephony-actions',
    files: [
      'check-action.ts',
      'check-response.ts',
      'decode-sma-event.ts',
      'decode/action.ts',
      'decode/error.ts',
      'decode/legs.ts',
      'decode/wire.ts',
      'finishes-within.ts',
      'read-diversion-header.ts',
      'rules/gathering.ts',
      'rules/holds.ts',
      'rules/keys.ts',
      'rules/leg.ts',
      'rules/s3-object.ts',
      'rules/sip-headers.ts',
      'rules/speech.ts',
      'rules/unknown-fields.ts',
      'to-call-event.ts',
      'to-sma-actions.ts',
    ],
  },
  'phone-numbers': {
    project: 'libs/phone-numbers',
    files: [
      'caller-of.ts',
      'country-of.ts',
      'dial-policy.ts',
      'e164.ts',
      'emergency-in-e164.ts',
      'emergency.ts',
      'normal-number.ts',
      'number-class.ts',
      'number-facts.ts',
      'parse-phone-number.ts',
      'redact.ts',
      'service-code.ts',
    ],
  },
  forwarding: {
    project: 'libs/forwarding',
    files: [
      'check-forward.ts',
      'check-hours.ts',
      'check-target.ts',
      'decide.ts',
      'diversions.ts',
      'forwards-reachable-from.ts',
      'hours.ts',
      'loop-evidence.ts',
      'loop-watch.ts',
      'loops.ts',
      'next-change.ts',
      'parse-forward.ts',
      'plan.ts',
      'route.ts',
      'stored-forward.ts',
    ],
  },
};
