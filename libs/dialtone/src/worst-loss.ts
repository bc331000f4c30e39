import type { DialtonePolicy } from './dialtone-policy';

/**
 * The most that the calls of a stolen credential can cost if they start within 24 hours, in US dollars: the cap, plus the cap
 * for each instance of the Lambda while the ledger is unavailable. Emergency and crisis-line calls are not included, because no
 * cap applies to them.
 *
 * @param instances how many instances of `dialtone-outgoing` may run at once (its reserved concurrency)
 */
export const worstLossPerDay = ({ caps }: DialtonePolicy, instances: number): number =>
  caps.dollarsPerDay * (1 + instances);
