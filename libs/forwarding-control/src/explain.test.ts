import type { Forward } from '@dialplane/forwarding';
import { type EpochSeconds, epochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { ann, controlUnderTest, forward, number, sweepUntilFinished } from './control-under-test';
import { explain, type SupposedCall } from './explain';
import { putForward } from './put-forward';

const monday9 = epochSeconds(new Date('2026-01-05T17:00:00Z')); // 9 o'clock in Los Angeles
const mobile = '+12065550143' as E164;
const atOffice: Forward = {
  ...forward,
  atEnd: 'message',
  blocked: ['+12065550166', 'withheld'],
  hours: {
    zone: 'America/Los_Angeles',
    weekly: [{ days: ['monday'], from: '10:00', to: '17:00' }],
    outside: [{ kind: 'phone', number: mobile }],
  },
};
const later = (hours: number) => (monday9 + hours * 3600) as EpochSeconds;
const call: SupposedCall = { from: '+12065550199' as E164, to: number, at: later(2), diversions: [] };

/** A number with the forward above. */
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
  ${'emergency-caller'} | ${{ from: 'emergency-service' }} | ${'An emergency service calls back, so no rule holds it up: it rings +12065550142'}
  ${'emergency-call'}   | ${{ to: '911' }}                 | ${'It is an emergency call and is put through at once, whatever else holds.'}
  ${'no-other-target'}  | ${{ from: '+12065550142' }}      | ${'The only targets are the caller and the number dialled: the caller may leave a message.'}
  ${'loop'}             | ${{ diversions: [number] }}      | ${'The call has gone round already: the caller hears an apology.'}
`('explains a call that is "$because": $sentence', async ({ because, change, sentence }) => {
  const { control } = await forwarded();
  const explanation = await explain(control, { ...call, ...change });

  expect(explanation.because).toBe(because);
  expect(explanation.sentence).toContain(sentence);
});

it('says when the hours next change, which forward it went by, and who answers', async () => {
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
  ${'voice-connector'} | ${'The call goes to a Voice Connector and never asks the forward.'}
  ${'unknown'}         | ${'The provider could not be asked where the call goes.'}
  ${'not-ours'}        | ${'The number is not one of the account.'}
`('says that no forward is asked: $answeredBy', async ({ answeredBy, sentence }) => {
  const { control, failWith } = await controlUnderTest('connector');
  if (answeredBy === 'unknown') failWith(() => ({ error: 'ThrottledClientException' }));
  const to = answeredBy === 'not-ours' ? '+12065550188' : number;

  const explanation = await explain(control, { ...call, to });
  expect(explanation).toMatchObject({ answeredBy, because: 'no-forward' });
  expect(explanation.sentence).toContain(sentence);
});

it('says that nobody answers a number that is attached to nothing', async () => {
  const { control } = await controlUnderTest('nothing');

  expect(await explain(control, call)).toMatchObject({
    answeredBy: 'nobody',
    sentence: expect.stringContaining('Nobody answers the number.'),
  });
});
