import { signedEvent } from '@dialplane/twilio-voice/testing';
import { accountSid } from '@dialplane/virtual-twilio/testing';
import type { forwardingTwilio } from '../src/forwarding-twilio';
import { type CallTrace, type Decided, rang } from './call-trace';

export const base = 'https://voice.example.com';
export const token = 'a-token-for-tests';

/** Plays a trace on Twilio: signed webhooks, and the TwiML that answers them. */
export const playOnTwilio = async (
  handler: ReturnType<typeof forwardingTwilio>,
  id: string,
  trace: CallTrace,
): Promise<readonly Decided[]> => {
  const decided: Decided[] = [];
  let rings = 0;

  const ask = async (url: string, more: Record<string, string> = {}) => {
    const fields = {
      AccountSid: accountSid,
      CallSid: id,
      To: trace.dialled,
      From: trace.from,
      CallStatus: 'in-progress',
      ...more,
    };
    const { statusCode, body } = await handler(signedEvent({ url, token, fields }));
    if (statusCode !== 200) throw new Error(`Cannot play a trace: ${statusCode} ${body}`);
    return verbsIn(body);
  };

  let verbs = await ask(`${base}/voice/forwarding`, { CallStatus: 'ringing' });
  for (let verb = verbs.shift(); verb; verb = verbs.shift()) {
    const { name, attributes, content } = verb;
    if (name === 'Play')
      decided.push(`prompt ${content.replace(`${base}/prompts/`, '').replace('.wav', '')}`);
    else if (name === 'Reject') return [...decided, 'busy'];
    else if (name === 'Hangup') return [...decided, 'end'];
    else if (name === 'Redirect') verbs = await ask(content);
    else if (name === 'Record') {
      decided.push('record');
      const isOver = trace.message === 'hangs-up';
      verbs = await ask(attributes['action'] ?? '', {
        RecordingUrl: `${base}/recording`,
        Digits: isOver ? 'hangup' : '#',
        ...(isOver && { CallStatus: 'completed' }),
      });
      if (isOver) return decided;
    } else if (name === 'Dial') {
      const number = /<Number>(.*)<\/Number>/.exec(content)?.[1] ?? '';
      decided.push(rang(number, attributes['callerId'], Number(attributes['timeout'])));
      const fate = trace.rings[rings] ?? 'no-answer';
      rings += 1;
      const isTalk = fate.startsWith('talk');
      if (isTalk) decided.push('talk');
      const callerLeft = fate === 'caller-leaves' || fate === 'talk-caller-leaves';
      verbs = await ask(attributes['action'] ?? '', {
        DialCallSid: `${id}-${rings}`,
        DialCallStatus: isTalk ? 'completed' : fate === 'caller-leaves' ? 'canceled' : fate,
        ...(callerLeft && { CallStatus: 'completed' }),
      });
      if (callerLeft) return decided;
    }
  }
  return decided;
};

type ReadVerb = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string;
};

/** The verbs of a document that our own code wrote: no comments, no nesting but that of Dial. */
const verbsIn = (twiml: string): ReadVerb[] =>
  [
    ...twiml.matchAll(/<(Play|Say|Dial|Record|Redirect|Reject|Hangup|Pause)([^>]*?)(?:\/>|>(.*?)<\/\1>)/g),
  ].map(([, name = '', attributes = '', content = '']) => ({
    name,
    content: content.replaceAll('&amp;', '&'),
    attributes: Object.fromEntries(
      [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        value.replaceAll('&amp;', '&'),
      ]),
    ),
  }));
