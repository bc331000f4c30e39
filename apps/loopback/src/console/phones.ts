import type { ForwardStore } from '@dialplane/forwarding';
import type { PhoneBehaviour, PhoneLine, PhoneNetwork } from '@dialplane/phone-network';
import type { DialtoneOnLoopback } from '../dialtone';
import { partyOf } from '../party-of';
import { type Schemas, timeText } from './schemas';

export type PhonesOptions = {
  readonly network: Pick<PhoneNetwork, 'phones' | 'phoneLines'>;
  readonly dialtone?: DialtoneOnLoopback;
  readonly control: { readonly forwards: Pick<ForwardStore, 'list'> };
  readonly defaultBehaviour: PhoneBehaviour;
};

/** Every line of every phone, also of SIP phones. */
export const allLines = ({
  network,
  dialtone,
}: Pick<PhonesOptions, 'network' | 'dialtone'>): readonly PhoneLine[] => [
  ...network.phoneLines(),
  ...(dialtone?.twilio.phoneLines() ?? []),
];

/** The phones that a person may want to act as: those with a behaviour or a call, the targets of forwards, and SIP phones. */
export const phonesView = async (options: PhonesOptions): Promise<Schemas['Phones']> => {
  const { network, dialtone, control, defaultBehaviour } = options;
  const lines = allLines(options);
  const behaviours = network.phones();
  const { forwards: some } = await control.forwards.list();
  const targets = some.flatMap(({ targets, hours }) =>
    [...targets, ...(hours?.outside ?? [])].flatMap((target) =>
      target.kind === 'phone' ? [target.number as string] : [],
    ),
  );
  const sipUsers = new Set(dialtone?.dialtone.extensions.map(({ user }) => user));
  const ids = new Set([...behaviours.keys(), ...targets, ...lines.map(({ phone }) => phone)]);
  const phones = [...ids].filter((id) => !sipUsers.has(id)).sort();
  return {
    phones: [
      ...[...sipUsers].map((user) => ({
        id: user,
        kind: 'sip' as const,
        behaviour: (dialtone?.behaviourOf(user) ?? defaultBehaviour) as Schemas['Behaviour'],
        isDefault: dialtone?.hasBehaviour(user) !== true,
        registered: dialtone?.isRegistered(user) ?? false,
        lines: linesOf(user, lines),
      })),
      ...phones.map((id) => ({
        id,
        kind: 'phone' as const,
        ...(id.startsWith('arn:') && { name: 'Office phone at the Voice Connector' }),
        behaviour: (behaviours.get(id) ?? defaultBehaviour) as Schemas['Behaviour'],
        isDefault: !behaviours.has(id),
        lines: linesOf(id, lines),
      })),
    ],
  };
};

const linesOf = (phone: string, lines: readonly PhoneLine[]): Schemas['Phone']['lines'] =>
  lines
    .filter((it) => it.phone === phone)
    .map(({ id, side, line, since, call }) => ({
      id,
      with: partyOf(side === 'caller' ? line.to : line.from),
      role: side,
      state: line.state() === 'up' ? 'connected' : 'ringing',
      since: timeText(since),
      ...(call !== undefined && { call }),
    }));

/** Acts as a phone on one of its lines. @returns why that cannot be done, or undefined if it is done */
export const actAsPhone = ({ line, side }: PhoneLine, act: Schemas['PhoneAction']): string | undefined => {
  const rings = line.state() === 'ringing' && side === 'callee';
  switch (act.action) {
    case 'answer':
    case 'busy':
    case 'decline':
      if (!rings) return 'the phone does not ring';
      if (act.action === 'answer') line.answer();
      else line.refuse(act.action === 'busy' ? 486 : 603);
      return undefined;
    case 'keys':
      if (line.state() !== 'up') return 'the call is not connected';
      for (const digit of act.digits) line.press(side, digit);
      return undefined;
    case 'hang-up':
      if (rings) line.refuse(603);
      else line.hangUp(side);
      return undefined;
  }
};
