import { memoryStores, platform } from '@dialplane/apps/loopback';
import type { Forward } from '@dialplane/forwarding';
import { randomFrom } from '@dialplane/basics';
import { randomBehaviour, virtualTime } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';

const calls = 10_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const forward: Forward = {
  number: '+12065550100' as E164,
  targets: [0, 1, 2].map((last) => ({
    kind: 'phone',
    number: `+1206555014${last}` as E164,
    ringSeconds: 20,
  })),
  callerId: 'caller',
  greeting: { prompt: 'connecting', when: 'while-ringing' },
  atEnd: 'message',
};

/** Plays calls through the phone network and the real handler, in virtual time, and prints the counts and the time as JSON. */
const main = async (seed: number): Promise<void> => {
  const random = randomFrom(seed);
  const time = virtualTime(Date.UTC(2026, 0, 5));
  const { network, api } = await platform({
    time,
    stores: memoryStores(),
    records: { write: () => undefined },
    transcript: () => undefined,
    log: silent,
    keepsCalls: false,
    defaultBehaviour: () => randomBehaviour(random),
  });
  await api.request(`/forwards/${forward.number}`, { method: 'PUT', body: JSON.stringify(forward) });
  for (let call = 0; call < calls; call++) {
    time.after(call * 1000, () => {
      const from = `+13125550${100 + (call % 100)}`;
      network.dial({ from, to: forward.number, hangsUpAfterSeconds: random.between(1, 300) });
    });
  }
  const started = process.hrtime.bigint();
  await time.run();
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(JSON.stringify({ ...network.counts(), seconds }));
};

main(Number(process.argv[2]));
