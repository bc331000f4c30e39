import { setTimeout as sleep } from 'node:timers/promises';
import { phoneNetwork, realTime } from '@dialplane/phone-network';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { LocalAccount } from './local-account';

/** The result of a call: who answered it, and how often its Lambda function was invoked. */
export type CallThrough = { readonly answeredBy: readonly string[]; readonly invocations: number };

const givesUpAfterSeconds = 30;

/**
 * Calls a number on the phone network, in real time. The virtual Chime says where the call goes, and the deployed function
 * decides what to do with it. The phone `answers` picks up, and the caller hangs up a second later.
 */
export const callThrough = async (
  { from, to, answers }: { readonly from: string; readonly to: string; readonly answers: string },
  { chime, account }: { readonly chime: VirtualChime; readonly account: Pick<LocalAccount, 'invoke'> },
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Promise<CallThrough> => {
  const accidents: unknown[] = [];
  const failed = (error: unknown) => void accidents.push(error);
  const network = phoneNetwork({ time: realTime(failed), failed });

  const route = chime.routeOf(to);
  const [target] = route?.kind === 'application' ? route.targets : [];
  if (!target) throw new Error(`Cannot ring "${to}": expected an application to answer, not ${route?.kind}`);
  network.addApplication({
    id: target.applicationId,
    region,
    accountId,
    handler: (event) => account.invoke(target.lambdaArn, event),
  });
  network.addNumber(to, { applicationId: target.applicationId });
  network.addPhone(answers, { kind: 'answers', afterSeconds: 1 });

  network.dial({ from, to, hangsUpAfterSeconds: 1 });
  const isOver = () => network.counts().legs > 0 && network.counts().legsAlive === 0;
  for (let waited = 0; waited < givesUpAfterSeconds && !isOver(); waited += 0.1) await sleep(100);

  if (accidents.length > 0) throw new AggregateError(accidents, `Cannot ring "${to}": its function failed`);
  if (!isOver()) throw new Error(`Cannot end the call to "${to}": ${network.counts().legsAlive} legs are up`);
  return {
    answeredBy: network
      .calls()
      .flatMap(({ legs }) => legs)
      .filter((leg) => leg.direction === 'Outbound' && leg.connectedAt !== undefined)
      .map((leg) => leg.to),
    invocations: network.counts().invocations,
  };
};
