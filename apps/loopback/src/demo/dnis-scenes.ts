import { memoryReservations } from '@dialplane/dnis-pool';
import { type Logger } from '@dialplane/lambda-runtime';
import {
  ladderOf,
  ladderText,
  phoneNetwork,
  type PhoneNetwork,
  type TranscriptEntry,
  virtualTime,
  type VirtualTime,
} from '@dialplane/phone-network';
import { demoPool, rollingDnis, type RollingDnis } from '../rolling-dnis';

/** One scene of rolling DNIS: what happens, and what agents see afterwards. */
export type DnisScene = {
  readonly story: string;
  readonly play: (stage: DnisStage) => Promise<void>;
  /** What each agent sees, in order. */
  readonly agents: readonly string[];
};

/** Rolling DNIS in virtual time, and its transcript. */
export type DnisStage = {
  readonly network: PhoneNetwork;
  readonly time: VirtualTime;
  readonly dnis: RollingDnis;
  /** Checks a number out as a legacy platform does. @returns the number */
  readonly checkOut: (caller: string, context: Readonly<Record<string, string>>) => Promise<string>;
};

const ada = '+14155550111';
const grace = '+14155550122';
const stranger = '+14155550133';
const adasContext = { fname: 'Ada', accountnum: '40711' };
const gracesContext = { fname: 'Grace', accountnum: '90210' };

/** The scenes. Each has its own platform. */
export const dnisScenes: readonly DnisScene[] = [
  {
    story:
      'A customer calls the legacy platform and enters an account number. It checks a number out, transfers the call, and the agent sees the context.',
    play: async ({ network, time, dnis }) => {
      network.dial({ from: ada, to: dnis.legacyNumber, keys: [{ afterSeconds: 5, digits: '40711' }] });
      await time.run();
    },
    agents: [
      'contact fname=Ada lname=Lovelace reason=asked about a bill accountnum=40711 customerphone=+14155550111',
    ],
  },
  {
    story: 'Two transfers at once: each agent sees the context of their own customer.',
    play: async ({ network, time, checkOut }) => {
      const [first, second] = await Promise.all([checkOut(ada, adasContext), checkOut(grace, gracesContext)]);
      network.dial({ from: grace, to: second });
      network.dial({ from: ada, to: first });
      await time.run();
    },
    agents: ['contact fname=Grace accountnum=90210', 'contact fname=Ada accountnum=40711'],
  },
  {
    story:
      'A misdial: a stranger calls the number that is reserved for Ada, and gets nothing. Ada’s own call still gets her context.',
    play: async ({ network, time, checkOut }) => {
      const number = await checkOut(ada, adasContext);
      network.dial({ from: stranger, to: number });
      await time.run(time.now() + 10_000);
      network.dial({ from: ada, to: number });
      await time.run();
    },
    agents: ['contact without attributes', 'contact fname=Ada accountnum=40711'],
  },
  {
    story:
      'A late call: Ada’s transfer takes three minutes, and her reservation has expired. The number was lent to Grace meanwhile: neither sees the other’s context.',
    play: async ({ network, time, dnis, checkOut }) => {
      const number = await checkOut(ada, adasContext);
      await pass(time, 180);
      await dnis.sweep();
      // Every other number is taken, so Grace gets Ada's number.
      for (const _other of dnis.poolNumbers.slice(1)) await checkOut(stranger, {});
      const again = await checkOut(grace, gracesContext);
      if (again !== number) throw new Error(`Expected ${number} to be lent again, and got ${again}`);
      network.dial({ from: ada, to: number });
      await time.run(time.now() + 10_000);
      network.dial({ from: grace, to: number });
      await time.run();
    },
    agents: ['contact without attributes', 'contact fname=Grace accountnum=90210'],
  },
];

const pass = async (time: VirtualTime, seconds: number): Promise<void> => {
  time.after(seconds * 1000, () => undefined);
  await time.run(time.now() + seconds * 1000);
};

/** Plays a scene. @returns its ladders, and what each agent saw */
export const playDnisScene = async (
  { play }: DnisScene,
  log: Logger,
): Promise<{ readonly ladders: readonly string[]; readonly agents: readonly string[] }> => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 9));
  const transcript: TranscriptEntry[] = [];
  const dnis = await rollingDnis({
    time,
    reservations: memoryReservations(),
    log,
    secret: new Uint8Array(32).fill(7),
    agent: { answersAfterSeconds: 5, hangsUpAfterSeconds: 60 },
  });
  const network = phoneNetwork({
    time,
    transcript: (entry) => void transcript.push(entry),
    failed: (error) => log.error('A function failed', { error }),
    routeOf: dnis.connect.routeOf,
  });
  const checkOut: DnisStage['checkOut'] = async (caller, context) => {
    const response = await dnis.api.request(`/pools/${demoPool.name}/reservations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ caller, context }),
    });
    const { number = '' } = (await response.json()) as { readonly number?: string };
    return number;
  };
  await play({ network, time, dnis, checkOut });
  return {
    ladders: network.contacts().map(({ contactId }) => ladderText(ladderOf(transcript, contactId))),
    agents: network.contacts().flatMap(({ contactId }) => {
      const seen = transcript.filter(({ call, to }) => call === contactId && to === 'agent');
      return seen.length === 0 ? [] : [seen.map(({ what }) => what).join(' ')];
    }),
  };
};
