import { isE164 } from '@dialplane/phone-numbers';
import type { TwimlElement } from './twiml-document';

type Rule = readonly [expected: string, holds: (value: string) => boolean];

type ElementRules = {
  readonly attributes: Readonly<Record<string, Rule>>;
  /** @default none */
  readonly children?: readonly string[];
};

const whole = (low: number, high: number): Rule => [
  `a whole number from ${low} to ${high}`,
  (value) => /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high,
];
const oneOf = (...values: readonly string[]): Rule => [
  `one of ${values.join(', ')}`,
  (value) => values.includes(value),
];
const someOf = (...values: readonly string[]): Rule => [
  `words of ${values.join(', ')}`,
  (value) => value.split(' ').every((word) => values.includes(word)),
];
const flag = oneOf('true', 'false');
const method = oneOf('GET', 'POST');
const url: Rule = ['a URL', (value) => value !== '' && !/\s/.test(value)];
const text: Rule = ['text', () => true];
const keys: Rule = ['digits, w, # and *', (value) => /^[0-9wW#*]+$/.test(value)];

const progress = {
  statusCallback: url,
  statusCallbackMethod: method,
  statusCallbackEvent: someOf('initiated', 'ringing', 'answered', 'completed'),
};
const spoken = { voice: text, language: text, loop: whole(0, 1000) };

/** The simulated verbs and nouns, and their attributes (twilio.com/docs/voice/twiml, a page for each verb). */
const rules: Readonly<Record<string, ElementRules>> = {
  Dial: {
    attributes: {
      action: url,
      method,
      timeout: whole(1, 600),
      timeLimit: whole(1, 86_400),
      callerId: text,
      answerOnBridge: flag,
      hangupOnStar: flag,
      ringTone: text,
    },
    children: ['Number', 'Sip'],
  },
  Number: { attributes: { ...progress, sendDigits: keys } },
  Sip: { attributes: { ...progress, username: text, password: text } },
  Say: { attributes: spoken },
  Play: { attributes: { loop: whole(0, 1000), digits: keys } },
  Pause: { attributes: { length: whole(0, 3600) } },
  Gather: {
    attributes: {
      action: url,
      method,
      timeout: whole(1, 600),
      finishOnKey: ['keys', (value) => /^[0-9#*]*$/.test(value)],
      numDigits: whole(1, 100),
      actionOnEmptyResult: flag,
      input: someOf('dtmf'),
      language: text,
    },
    children: ['Say', 'Play', 'Pause'],
  },
  Record: {
    attributes: {
      action: url,
      method,
      timeout: whole(0, 600),
      finishOnKey: ['keys', (value) => /^[0-9#*]*$/.test(value)],
      maxLength: whole(1, 14_400),
      playBeep: flag,
      trim: oneOf('trim-silence', 'do-not-trim'),
      recordingStatusCallback: url,
    },
  },
  Redirect: { attributes: { method } },
  Reject: { attributes: { reason: oneOf('rejected', 'busy') } },
  Hangup: { attributes: {} },
};

const verbs = ['Dial', 'Say', 'Play', 'Pause', 'Gather', 'Record', 'Redirect', 'Reject', 'Hangup'];

/** How many targets can be rung at once (docs, "TwiML Voice: <Number>"; not documented for `<Sip>`). */
const mostNumbers = 10;

/**
 * Every difference between a document and Twilio's documentation, with its place. Twilio itself only warns of most (error
 * 12200).
 */
export const twimlIssues = (document: readonly TwimlElement[]): readonly string[] =>
  listed(document, verbs, 'Response');

const listed = (
  elements: readonly TwimlElement[],
  allowed: readonly string[],
  parent: string,
): readonly string[] =>
  elements.flatMap((element) => {
    const { name, attributes, children } = element;
    const known = rules[name];
    if (!known || !allowed.includes(name))
      return [`<${name}> in <${parent}>: expected one of ${allowed.join(', ')}`];
    const wrong = Object.entries(attributes).flatMap(([attribute, value]) => {
      const [expected, holds] = known.attributes[attribute] ?? [];
      if (!expected || !holds)
        return [`${name} ${attribute}: expected one of ${Object.keys(known.attributes).join(', ')}`];
      return holds(value) ? [] : [`${name} ${attribute}="${value}": expected ${expected}`];
    });
    return [...wrong, ...contentIssues(element), ...listed(children, known.children ?? [], name)];
  });

const contentIssues = ({ name, text: content, children }: TwimlElement): readonly string[] => {
  const inside = content.trim();
  switch (name) {
    case 'Dial':
      return [
        ...(children.length === 0 && inside === '' ? ['Dial: expected a number or a noun'] : []),
        ...(children.filter((it) => it.name === 'Number').length > mostNumbers
          ? [`Dial: expected at most ${mostNumbers} numbers`]
          : []),
      ];
    case 'Number':
      return isE164(inside) || /^\+?\d{3,15}$/.test(inside)
        ? []
        : [`Number "${inside}": expected a phone number`];
    case 'Sip':
      return /^sips?:[^@\s]+@[^@\s]+$/.test(inside) ? [] : [`Sip "${inside}": expected sip:user@domain`];
    case 'Say':
    case 'Redirect':
      return inside === '' ? [`${name}: expected text`] : [];
    default:
      return [];
  }
};
