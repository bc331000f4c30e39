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
  ${'emergency-caller'} | ${{ from: 'emergency-service' }} | ${'An emergency service calls back, so no rule applies: it rings +12065550142'}
  ${'emergency-call'}   | ${{ to: '911' }}                 | ${'It is an emergency call, so it is put through at once and no rule applies.'}
  ${'no-other-target'}  | ${{ from: '+12065550142' }}      | ${'The only targets are the caller and the dialled number: the caller may leave a message.'}
  ${'loop'}             | ${{ diversions: [office] }}      | ${'The call has been forwarded in a loop: the caller hears an apology.'}
`('explains a call that is "$because": $sentence', async ({ because, change, sentence }) => {
  const { control } = await forwarded();
  const explanation = await explain(control, { ...call, ...change });

  expect(explanation.because).toBe(because);
  expect(explanation.sentence).toContain(sentence);
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
  answeredBy           | sentence
  ${'voice-connector'} | ${'The call goes to a Voice Connector, so the forward is not used.'}
  ${'unknown'}         | ${'Amazon Chime did not answer, so it is not known where the call goes.'}
  ${'not-ours'}        | ${'The account does not have this number.'}
`('says that the forward is not used: $answeredBy', async ({ answeredBy, sentence }) => {
  const { control, failWith } = await controlUnderTest('connector');
  if (answeredBy === 'unknown') failWith(() => ({ error: 'ThrottledClientException' }));
  const to = answeredBy === 'not-ours' ? '+12065550188' : office;

  const explanation = await explain(control, { ...call, to });
  expect(explanation).toMatchObject({ answeredBy, because: 'no-forward' });
  expect(explanation.sentence).toContain(sentence);
});

it('says that nobody answers a number that is attached to nothing', async () => {
  const { control } = await controlUnderTest('nothing');

  expect(await explain(control, call)).toMatchObject({
    answeredBy: 'nobody',
    sentence: expect.stringContaining('The number is attached to nothing, so nobody answers.'),
  });
});

it.each`
  because             | change           | greeting
  ${'open'}           | ${{}}            | ${{ prompt: 'connecting', when: 'before-ringing' }}
  ${'emergency-call'} | ${{ to: '911' }} | ${undefined}
`('says which greeting a call that is "$because" hears', async ({ because, change, greeting }) => {
  const { control } = await controlUnderTest('connector');
  await control.forwards.put(
    { ...officeForward, greeting: { prompt: 'connecting', when: 'before-ringing' } },
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
    sentence: expect.stringContaining(
      `Warning: these forwards form a loop: ${office} to ${mobile} to ${office}. Change one of them.`,
    ),
  });
});
