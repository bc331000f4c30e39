import type { QueuedEvent } from './event-queue';
import type { ReceivedAction } from './read-response';

/** An event in a few words. */
export const eventInWords = ({ type, actionData, leg, error }: QueuedEvent): string => {
  switch (type) {
    case 'ACTION_SUCCESSFUL':
    case 'ACTION_FAILED':
    case 'ACTION_INTERRUPTED':
      return `${type} ${actionData?.Type ?? ''}`;
    case 'HANGUP':
      return `HANGUP ${leg.tag}`;
    case 'INVALID_LAMBDA_RESPONSE':
      return `${type} ${error?.type ?? ''}`;
    default:
      return type;
  }
};

/** An action in a few words: its name, and its prompt if it plays one. */
export const wordsForAction = ({ Type, Parameters }: ReceivedAction): string => {
  const sound = Parameters?.['AudioSource'] as { readonly Key?: string } | undefined;
  return sound?.Key ? `${Type} ${sound.Key}` : Type;
};
