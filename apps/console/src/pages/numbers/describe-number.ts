import type { ListedNumberView, VoiceConnectorView } from './numbers-query';

/** What a number's forward does, in a few words. */
export const describeForward = ({ forward }: ListedNumberView): string => {
  if (!forward) return '';
  const [first, ...others] = forward.targets;
  const shown = first ? (first.kind === 'phone' ? first.number : `${first.user} at a trunk`) : 'no target';
  return others.length > 0 ? `${shown} and ${others.length} more` : shown;
};

/** Where a number is attached, with the names of Voice Connectors instead of their ids. */
export const describeAttachment = (
  { attachedTo }: ListedNumberView,
  connectors: readonly VoiceConnectorView[],
): string => {
  const names = attachedTo.map(({ kind, id }) => {
    if (kind === 'sip-rule') return 'SIP rule';
    if (kind === 'voice-connector-group') return `Group ${id}`;
    return connectors.find((connector) => connector.id === id)?.name ?? `Voice Connector ${id}`;
  });
  return names.length > 0 ? names.join(', ') : 'Nothing';
};

const types: Readonly<Record<string, string>> = {
  SipMediaApplicationDialIn: 'Media application',
  VoiceConnector: 'Voice Connector',
  BusinessCalling: 'Business Calling',
};

/** The product type of a number in plain words. */
export const describeProductType = ({ productType }: ListedNumberView): string =>
  types[productType] ?? productType;

/** How the operation of a number goes. Undefined: nothing to show. */
export const describeOperation = ({
  operation,
}: ListedNumberView): { readonly text: string; readonly tone: 'busy' | 'bad' } | undefined => {
  switch (operation?.status) {
    case 'moving':
    case 'restoring': {
      const what = operation.status === 'restoring' ? 'Rolling back' : (operation.step ?? 'Moving');
      const tries = operation.attempts > 1 ? `, attempt ${operation.attempts}` : '';
      return {
        text: `${what.charAt(0).toUpperCase()}${what.slice(1)}${tries}`,
        tone: operation.lastError ? 'bad' : 'busy',
      };
    }
    case 'restored':
      return { text: `Rolled back: ${operation.lastError ?? 'it failed'}`, tone: 'bad' };
    default:
      return undefined;
  }
};

/** The text in which the filter looks. */
export const searchableText = (number: ListedNumberView, connectors: readonly VoiceConnectorView[]): string =>
  [
    number.number,
    number.name,
    number.type,
    number.status,
    describeProductType(number),
    describeAttachment(number, connectors),
    number.forward ? 'forwarded' : 'not forwarded',
    ...(number.forward?.targets ?? []).map((target) =>
      target.kind === 'phone' ? target.number : target.user,
    ),
    describeOperation(number)?.text,
  ]
    .join(' ')
    .toLowerCase();
