import { parseForward } from '@dialplane/forwarding';
import { everyField } from '@dialplane/forwarding/testing';
import { draftOf, emptyDraft, forwardOf } from './draft';

it('gives back a forward with every field as it was read', () => {
  expect(forwardOf(everyField.number, draftOf(everyField))).toEqual({
    ...everyField,
    hours: {
      ...everyField.hours,
      outside: everyField.hours.outside.map((target) => ({ ringSeconds: 30, ...target })),
    },
  });
});

it('leaves out what is not set', () => {
  const draft = { ...emptyDraft(), targets: [] };

  expect(forwardOf('+12065550100', draft)).toEqual({
    number: '+12065550100',
    targets: [],
    callerId: 'caller',
    atEnd: 'apology',
  });
});

it.each(['+1 206 555 0142', '+1 (206) 555-0142', '+1.206.555.0142'])('reads the number %s', (typed) => {
  const { targets } = draftOf(everyField);
  const draft = { ...emptyDraft(), targets: targets.slice(0, 1).map((it) => ({ ...it, number: typed })) };

  expect(parseForward(forwardOf('+12065550100', draft))).toMatchObject({
    value: { targets: [{ number: '+12065550142' }] },
  });
});

it.each(['', 'soon'])('does not take "%s" for a ring time', (ringSeconds) => {
  const [target] = draftOf(everyField).targets;
  const draft = { ...emptyDraft(), targets: target ? [{ ...target, ringSeconds }] : [] };

  expect(parseForward(forwardOf('+12065550100', draft))).toMatchObject({
    ok: false,
    error: [{ path: 'targets.0.ringSeconds' }],
  });
});
