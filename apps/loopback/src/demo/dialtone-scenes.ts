import type { Logger } from '@dialplane/lambda-runtime';
import {
  type Dialling,
  ladderOf,
  ladderText,
  type PhoneBehaviour,
  phoneNetwork,
  type PhoneNetwork,
  type TranscriptEntry,
  virtualTime,
} from '@dialplane/phone-network';
import { type DialtoneOnLoopback, dialtoneOnLoopback } from '../dialtone';

/** One call of direct dialtone, and its expected outcome. */
export type DialtoneScene = {
  readonly story: string;
  /** The number that a SIP phone dials, or a call to one of our numbers. */
  readonly call:
    | { readonly user: string; readonly dials: string; readonly hangsUpAfterSeconds?: number }
    | ({ readonly from: string; readonly to: string } & Pick<Dialling, 'hangsUpAfterSeconds'>);
  readonly phones?: Readonly<Record<string, PhoneBehaviour>>;
  readonly outcome: string;
};

const answers: PhoneBehaviour = { kind: 'answers', afterSeconds: 4 };

/** The scenes. Each has its own platform. */
export const dialtoneScenes: readonly DialtoneScene[] = [
  {
    story: 'A SIP phone dials a number, and the call goes out with the caller ID of its own number.',
    call: { user: 'lobby-7', dials: '2065550142', hangsUpAfterSeconds: 30 },
    phones: { '+12065550142': answers },
    outcome: 'inbound completed 30 s; outbound-dial completed 30 s',
  },
  {
    story: 'A call to one of our numbers rings its SIP phone.',
    call: { from: '+12065550199', to: '+12025550108', hangsUpAfterSeconds: 20 },
    outcome: 'inbound completed 20 s; outbound-dial completed 20 s',
  },
  {
    story: 'A SIP phone dials the number of another one: the call stays at Twilio, and no carrier is paid.',
    call: { user: 'lobby-7', dials: '2025550108', hangsUpAfterSeconds: 15 },
    outcome: 'inbound completed 15 s; outbound-dial completed 15 s',
  },
  {
    story:
      'A SIP phone dials a premium number: the call is refused with a spoken message, and no outgoing leg is created.',
    call: { user: 'lobby-7', dials: '9005550123' },
    outcome: 'inbound completed 5 s',
  },
  {
    story: 'A SIP phone dials 911: it goes out at once, and the dispatcher sees the registered address.',
    call: { user: 'office-8', dials: '911', hangsUpAfterSeconds: 60 },
    phones: { '911': { kind: 'answers', afterSeconds: 2 } },
    outcome: 'inbound completed 60 s; outbound-dial completed 60 s; emergency call with its address, no fee',
  },
];

/** Plays a scene with the real handlers and signed webhooks, which the handlers verify. */
export const playDialtoneScene = async (scene: DialtoneScene, log: Logger) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17));
  const transcript: TranscriptEntry[] = [];
  const write = (entry: TranscriptEntry): void => void transcript.push(entry);
  const network: PhoneNetwork = phoneNetwork({
    time,
    transcript: write,
    routeOf: (number) => there.twilio.routeOf(number),
  });
  const there: DialtoneOnLoopback = await dialtoneOnLoopback({
    time,
    ring: network.ring,
    transcript: write,
    log,
  });
  for (const [number, behaviour] of Object.entries(scene.phones ?? {})) network.addPhone(number, behaviour);
  const id = 'user' in scene.call ? (there.dial(scene.call).callSid ?? '') : network.dial(scene.call);
  await time.run();
  const calls = there.twilio
    .calls()
    .map((it) => `${String(it['direction'])} ${it.status} ${String(it['duration'])} s`);
  const emergencies = there.twilio
    .emergencyCalls()
    .map(({ addressSid }) =>
      addressSid ? 'emergency call with its address, no fee' : 'emergency call without address: USD 75',
    );
  return {
    ladder: ladderText(ladderOf(transcript, id)),
    seen: [...calls, ...emergencies].join('; '),
    alerts: there.twilio.alerts(),
  };
};
