import { asking } from '@dialplane/http-api/testing';
import { dnisUnderTest } from '@dialplane/dnis-pool/testing';
import { type PoolClient, dnisApi, dnisApiHandler } from '../src/index';

/** The API over pools in memory. */
export const dnisApiUnderTest = async (options: Parameters<typeof dnisUnderTest>[0] = {}) => {
  const { dnis, pool, setTime } = await dnisUnderTest(options);
  let client: PoolClient | undefined = { name: 'ivr', mayTransfer: true, mayAdminister: true };
  const logged: string[] = [];
  const counted: (readonly [string, unknown])[] = [];
  const log = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const wired = {
    dnis,
    log: { info: log, warn: log, error: log },
    count: (name: string, by?: unknown) => void counted.push([name, by]),
  };
  const api = dnisApi({ ...wired, whoAsks: () => client });
  return {
    dnis,
    pool,
    logged,
    counted,
    setTime,
    handler: dnisApiHandler(wired),
    as: (next: PoolClient | undefined) => void (client = next),
    reserved: async () => {
      const { numbers } = await dnis.store.list(pool.name, dnis.now(), undefined, 100);
      return numbers.flatMap(({ slots }) => slots).filter(({ freeAt }) => freeAt > dnis.now()).length;
    },
    ask: asking(api),
  };
};
