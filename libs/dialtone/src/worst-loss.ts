import type { DialtonePolicy } from './dialtone-policy';

/**
 * The most that a stolen credential can cost in any 24 hours, in US dollars, by the begin of its calls: the cap, and while
 * the ledger cannot be asked the cap once more for each instance of the Lambda that answers. Emergency and crisis-line
 * calls are not in it: nothing holds them up.
 *
 * @param instances how many instances of `dialtone-outgoing` may run at once (its reserved concurrency)
 */
export const worstLossPerDay = ({ caps }: DialtonePolicy, instances: number): number =>
  caps.dollarsPerDay * (1 + instances);
