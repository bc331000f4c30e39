import type { CallApp } from '@dialplane/call-control';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import { type CallTrace, type Decided, rang } from './call-trace';

type Action = { readonly Type: string; readonly Parameters: Record<string, unknown> };

/** Plays a trace on Amazon Chime: the events of the developer guide, as far as these traces need them. */
export const playOnChime = async (
  app: CallApp,
  id: string,
  trace: CallTrace,
): Promise<readonly Decided[]> => {
  const handler = smaHandler(
    onChime(app, { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } }),
  );
  const decided: Decided[] = [];
  let sequence = 0;
  let attributes: Record<string, string> = {};
  let queue: Action[] = [];
  let legs = { A: true, B: undefined as boolean | undefined };
  let rings = 0;

  const tell = async (type: string, more: object = {}) => {
    sequence += 1;
    const leg = (tag: 'A' | 'B') => ({
      CallId: `leg-${tag}`,
      ParticipantTag: `LEG-${tag}`,
      To: tag === 'A' ? trace.dialled : '+12065550120',
      From: tag === 'A' ? trace.from : trace.dialled,
      Direction: tag === 'A' ? 'Inbound' : 'Outbound',
      StartTimeInMilliseconds: '1700000000000',
      Status: legs[tag] ? 'Connected' : 'Disconnected',
    });
    const { Actions, TransactionAttributes } = await handler({
      SchemaVersion: '1.0',
      Sequence: sequence,
      InvocationEventType: type,
      ...more,
      CallDetails: {
        TransactionId: id,
        AwsAccountId: '111122223333',
        AwsRegion: 'us-east-1',
        SipMediaApplicationId: 'sma-1',
        Participants: legs.B === undefined ? [leg('A')] : [leg('A'), leg('B')],
        TransactionAttributes: attributes,
      },
    });
    attributes = { ...TransactionAttributes };
    if (Actions) queue = [...(Actions as unknown as Action[])];
  };
  const action = ({ Type, Parameters }: Action, more: object = {}) => ({
    ActionData: { Type, Parameters, ...more },
  });
  const hangUp = async (tag: 'A' | 'B') => {
    legs = { ...legs, [tag]: false };
    await tell('HANGUP', { ActionData: { Type: 'Hangup', Parameters: { CallId: `leg-${tag}` } } });
  };

  await tell('NEW_INBOUND_CALL');
  for (let last: Action | undefined; legs.A;) {
    const next = queue.shift();
    if (!next) {
      if (!last) return decided;
      const done = last;
      last = undefined;
      await tell('ACTION_SUCCESSFUL', action(done, { Parameters: { ...done.Parameters, CallId: 'leg-A' } }));
      continue;
    }
    last = next;
    const { Type, Parameters } = next;
    if (Type === 'PlayAudio') {
      decided.push(
        `prompt ${String((Parameters['AudioSource'] as { Key: string }).Key).replace('.wav', '')}`,
      );
    } else if (Type === 'RecordAudio') {
      decided.push('record');
      last = undefined;
      if (trace.message === 'hangs-up') {
        await hangUp('A');
      } else {
        const RecordingDestination = { BucketName: 'recordings', Key: 'messages/1.wav' };
        await tell(
          'ACTION_SUCCESSFUL',
          action(next, { Parameters: { ...Parameters, CallId: 'leg-A' }, RecordingDestination }),
        );
      }
    } else if (Type === 'CallAndBridge') {
      last = undefined;
      const [{ Uri = '' } = {}] = Parameters['Endpoints'] as { Uri: string }[];
      decided.push(
        rang(
          Uri,
          Parameters['CallerIdNumber'] as string,
          (Parameters['CallTimeoutSeconds'] as number | undefined) ?? 30,
        ),
      );
      const fate = trace.rings[rings] ?? 'no-answer';
      rings += 1;
      if (fate === 'caller-leaves') {
        await hangUp('A');
      } else if (fate.startsWith('talk')) {
        decided.push('talk');
        legs = { A: true, B: true };
        await tell('ACTION_SUCCESSFUL', action(next, { Parameters: { ...Parameters, CallId: 'leg-B' } }));
        await hangUp(fate === 'talk-caller-leaves' ? 'A' : 'B');
      } else {
        await tell('ACTION_FAILED', {
          ActionData: {
            ...next,
            ErrorType: fate === 'failed' ? 'SystemException' : 'CallNotAnswered',
            ErrorMessage: fate,
          },
        });
      }
    } else if (Type === 'Hangup') {
      if (Parameters['SipResponseCode'] === '486' || Parameters['SipResponseCode'] === 486)
        decided.push('busy');
      else if (Parameters['CallId'] === 'leg-A') decided.push('end');
      if (Parameters['CallId'] === 'leg-B') legs = { ...legs, B: false };
      else return decided;
    }
  }
  return decided;
};
