import { epochSeconds } from '@dialplane/basics';
import { type Forward, forwardingApp, memoryForwards } from '@dialplane/forwarding';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { phoneNetwork, virtualTime } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import { onChime, smaHandler } from '@dialplane/telephony-actions';

const [office, mobile] = ['+12065550100', '+12065550142'] as [E164, E164];

/** A forward that is closed, and blocks withheld callers. */
const closed: Forward = {
  number: office,
  targets: [{ kind: 'phone', number: mobile }],
  hours: { zone: 'UTC', weekly: [], outside: [] },
  blocked: ['withheld'],
  callerId: 'caller',
  atEnd: 'apology',
};
const open: Forward = (({ hours: _always, ...rest }) => rest)(closed);

/** What a caller gets: the responses of the network, and the phones that rang. */
const callTo = async (forward: Forward, from: string) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17));
  const heard: string[] = [];
  const network = phoneNetwork({
    time,
    transcript: ({ to, what }) => void (to === from && heard.push(what)),
  });
  const app = forwardingApp({
    find: memoryForwards([forward]).find,
    now: () => epochSeconds(new Date(time.now())),
    log: jsonLogger(() => {}),
    lookup: { wait: () => new Promise(() => {}) },
  });
  const storage = { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } };
  network.addApplication({
    id: 'sma',
    region: 'us-east-1',
    accountId: '111122223333',
    handler: smaHandler(onChime(app, storage)),
  });
  network.addNumber(office, { applicationId: 'sma' });
  network.addPhone(mobile, { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 5 });
  network.dial({ from, to: office });
  await time.run();
  const rang = network.calls().flatMap(({ legs }) => legs.filter(({ tag }) => tag === 'LEG-B'));
  return { heard, rang: rang.map(({ to }) => to) };
};

it.each(['anonymous', '+266696687', '+7378742833', '+8656696', '+86282452253', '+2562533', '+10000000000'])(
  'a caller shown as %s is withheld, so a forward that blocks withheld callers says busy',
  async (from) => {
    const { heard, rang } = await callTo(open, from);

    expect(heard).toContain('486 Busy Here');
    expect(rang).toEqual([]);
  },
);

it.each(['100', '101', '110', '190', '000', '999'])(
  'the short number %s is no emergency service in North America, so the block list applies',
  async (from) => {
    expect((await callTo(closed, from)).rang).toEqual([]);
  },
);

it.each(['911', '112', '+1911'])(
  'an emergency service that calls back from %s is always connected',
  async (from) => {
    expect((await callTo(closed, from)).rang).toEqual([mobile]);
  },
);

it('a caller who shows a number is connected within hours, and not outside them', async () => {
  expect((await callTo(open, '+12065550199')).rang).toEqual([mobile]);
  expect((await callTo(closed, '+12065550199')).rang).toEqual([]);
});
