import type { Forward } from '@dialplane/forwarding';
import { type EpochSeconds, epochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { ann, controlUnderTest, office, officeForward, sweepUntilFinished } from '../testing';
import { explain, type SupposedCall } from './explain';
import { putForward } from './put-forward';

const monday9 = epochSeconds(new Date('2026-01-05T17:00:00Z')); // 9 o'clock in Los Angeles
const mobile = '+12065550143' as E164;
const atOffice: Forward = {
  ...officeForward,
  atEnd: 'message',
  blocked: ['+12065550166', 'withheld'],
  hours: {
    zone: 'America/Los_Angeles',
    weekly: [{ days: ['monday'], from: '10:00', to: '17:00' }],
    outside: [{ kind: 'phone', number: mobile }],
  },
};
const later = (hours: number) => (monday9 + hours * 3600) as EpochSeconds;
const call: SupposedCall = { from: '+12065550199' as E164, to: office, at: later(2), diversions: [] };

/** The office's number, forwarded as above. */
const forwarded = async () => {
  const world = await controlUnderTest('connector');
  await putForward(world.control, atOffice, 'new', ann(world.control));
  await sweepUntilFinished(world);
  return world;
};

it.each`
  because               | change                           | sentence
  ${'open'}             | ${{}}                            | ${'It rings +12065550142; if nobody answers, the caller may leave a message.'}
  ${'outside-hours'}    | ${{ at: monday9 }}               | ${'It is outside the hours of the forward: it rings +12065550143; if nobody answers, the caller may leave a message.'}
  ${'blocked'}          | ${{ from: '+12065550166' }}      | ${'The caller is blocked and hears busy.'}
  ${'blocked'}          | ${{ from: 'withheld' }}          | ${'The caller is blocked and hears busy.'}
  ${'emergency-caller'} | ${{ from: 'emergency-service' }} | ${'An emergency service calls back, so no rule applies: it rings +12065550142; if nobody answers, the caller may leave a message.'}
  ${'emergency-call'}   | ${{ to: '911' }}                 | ${'It is an emergency call, so it is put through at once and no rule applies.'}
  ${'no-other-target'}  | ${{ from: '+12065550142' }}      | ${'The only targets are the caller and the dialled number: the caller may leave a message.'}
  ${'loop'}             | ${{ diversions: [office] }}      | ${'The call has been forwarded in a loop: the caller hears an apology.'}
`('explains a call that is "$because": $sentence', async ({ because, change, sentence }) => {
  const { control } = await forwarded();
  const explanation = await explain(control, { ...call, ...change });

  expect(explanation.because).toBe(because);
  expect(explanation.sentence).toBe(sentence);
});

it('says nothing of hours, greetings and loops that a forward does not have', async () => {
  const { control } = await controlUnderTest('nothing');
  await control.forwards.put(officeForward, 'new');

  expect(await explain(control, call)).toStrictEqual({
    because: 'open',
    sentence:
      'The number is not attached to anything, so its calls are not answered. If they reached Dialplane: It rings +12065550142; if nobody answers, the caller hears an apology.',
    targets: officeForward.targets,
    callerId: 'caller',
    atEnd: 'apology',
    version: 1,
    answeredBy: 'none',
  });
});

it('says nothing of a forward if there is none', async () => {
  const { control } = await controlUnderTest('group');

  expect(await explain(control, call)).toStrictEqual({
    because: 'no-forward',
    sentence:
      'The call goes to a Voice Connector, so the forward is not used. If it were: The number has no forward: the caller hears an apology.',
    targets: [],
    answeredBy: 'voice-connector',
  });
});

it('names phones and SIP users in the order in which they ring', async () => {
  const { control } = await controlUnderTest('connector');
  const trunk = 'arn:aws:chime:us-east-1:111122223333:vc/abc';
  await control.forwards.put(
    { ...officeForward, targets: [...officeForward.targets, { kind: 'trunk', user: 'desk', trunk }] },
    'new',
  );

  expect((await explain(control, call)).sentence).toContain(
    `rings +12065550142, then desk at ${trunk}; if nobody answers, the caller hears an apology.`,
  );
});

it('says when the hours next change, which version of the forward applies, and who answers', async () => {
  const { control } = await forwarded();

  expect(await explain(control, { ...call, at: monday9 })).toMatchObject({
    nextChange: later(1),
    version: 1,
    answeredBy: 'our-application',
    targets: [{ number: mobile }],
  });
});

it.each`
  answeredBy               | sentence
  ${'voice-connector'}     | ${'The call goes to a Voice Connector, so the forward is not used. If it were: '}
  ${'another-application'} | ${'Another SIP media application answers the call, so the forward is not used. If it were: '}
  ${'none'}                | ${'The number is not attached to anything, so its calls are not answered. If they reached Dialplane: '}
  ${'not-ours'}            | ${'The account does not have this number. If its calls reached Dialplane: '}
  ${'unknown'}             | ${'Amazon Chime did not answer, so it is not known where the call goes. If it reaches Dialplane: '}
`('says that the forward is not used: $answeredBy', async ({ answeredBy, sentence }) => {
  const world = await controlUnderTest(answeredBy === 'voice-connector' ? 'connector' : 'nothing');
  if (answeredBy === 'unknown') world.failWith(() => ({ error: 'ThrottledClientException' }));
  if (answeredBy === 'another-application') await world.addRule(office, await world.addApplication('theirs'));
  const to = answeredBy === 'not-ours' ? '+12065550188' : office;

  expect(await explain(world.control, { ...call, to })).toMatchObject({
    answeredBy,
    because: 'no-forward',
    sentence: `${sentence}The number has no forward: the caller hears an apology.`,
  });
});

it('has no forward for a number that is not E.164', async () => {
  const { control } = await controlUnderTest('connector');

  expect(await explain(control, { ...call, to: '411' })).toMatchObject({
    answeredBy: 'not-ours',
    because: 'no-forward',
  });
});

it.each`
  because             | change                      | greeting
  ${'open'}           | ${{}}                       | ${{ prompt: 'connecting', when: 'before-ringing' }}
  ${'emergency-call'} | ${{ to: '911' }}            | ${undefined}
  ${'blocked'}        | ${{ from: '+12065550166' }} | ${undefined}
`('says which greeting a call that is "$because" hears', async ({ because, change, greeting }) => {
  const { control } = await controlUnderTest('connector');
  await control.forwards.put(
    {
      ...officeForward,
      blocked: ['+12065550166'],
      greeting: { prompt: 'connecting', when: 'before-ringing' },
    },
    'new',
  );

  const explanation = await explain(control, { ...call, ...change });
  expect(explanation.because).toBe(because);
  expect(explanation.greeting).toEqual(greeting);
});

it('names an emergency service once, though a call rings it twice', async () => {
  const { control } = await forwarded();

  expect((await explain(control, { ...call, to: '911' })).targets).toEqual([
    { kind: 'phone', number: '+1911' },
  ]);
});

it('warns when a target leads back to the number, even at other hours', async () => {
  const { control } = await forwarded();
  await control.forwards.put(
    { ...officeForward, number: mobile, targets: [{ kind: 'phone', number: office }] },
    'new',
  );

  expect(await explain(control, call)).toMatchObject({
    because: 'open',
    loop: [office, mobile, office],
    sentence: `It rings +12065550142; if nobody answers, the caller may leave a message. Warning: these forwards form a loop: ${office} to ${mobile} to ${office}. Change one of them.`,
  });
});

it('leaves out a target that leads back to the number', async () => {
  const { control } = await forwarded();
  const back = { ...officeForward, number: '+12065550142' as E164 };
  await control.forwards.put({ ...back, targets: [{ kind: 'phone', number: office }] }, 'new');

  expect(await explain(control, call)).toMatchObject({ because: 'loop', targets: [] });
});
