import { asking } from '@dialplane/http-api/testing';
import { secondsAfter } from '@dialplane/basics';
import { sweep } from '@dialplane/forwarding-control';
import { controlOf } from '@dialplane/forwarding-control/testing';
import { numberAt, testAccount } from '@dialplane/number-routing/testing';
import { forwardingApi } from '../src/forwarding-api';
import type { Operator } from '../src/operator';

/** Numbers of the account: three at the office, one at nothing, and one that another application answers. */
export const second: string = numberAt(1);
export const third: string = numberAt(2);
export const free: string = numberAt(3);
export const theirs: string = numberAt(4);
export const desk = '+12065550142';
export const deskForward = {
  targets: [{ kind: 'phone', number: desk }],
  callerId: 'caller',
  atEnd: 'apology',
};

/** The API over a simulated account, with stores in memory and a clock that moves only when a test moves it. */
export const forwardingApiUnderTest = async ({ releaseDelay = 0, homeConnector = true } = {}) => {
  const numbers = [0, 1, 2, 3, 4].map((n) => ({
    number: numberAt(n),
    productType: 'VoiceConnector' as const,
  }));
  const account = await testAccount({ numbers, delays: { release: releaseDelay } });
  await account.attachToConnector(account.connectors.office, numberAt(0), numberAt(1), numberAt(2));
  await account.addRule(numberAt(4), await account.addApplication('theirs'));

  let operator: Operator | undefined = { name: 'ann', mayChange: true };
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const { homeConnectorId, ...withoutHome } = controlOf(account);
  const control = { ...withoutHome, ...(homeConnector && homeConnectorId && { homeConnectorId }) };
  const api = forwardingApi({
    control,
    whoAsks: () => operator,
    log: { info: log, warn: log, error: log },
    sleep: async (seconds) => account.later(seconds),
  });
  return {
    api,
    control,
    connectorId: account.connectors.office,
    logged,
    route: (number: string) => account.chime.routeOf(number)?.kind,
    later: account.later,
    failWith: account.failWith,
    /** Who makes the requests from now on; undefined for no sign-in. */
    as: (next: Operator | undefined) => void (operator = next),
    sweep: () => sweep(control, secondsAfter(control.now(), 45)),
    ask: asking(api),
  };
};

export type ApiUnderTest = Awaited<ReturnType<typeof forwardingApiUnderTest>>;
