import { compareDecisions, playOnBoth } from '../testing/compare-decisions';
import { tracedNumber } from '../testing/call-trace';

it('rings a phone that does not answer, then the next, as on Amazon Chime', async () => {
  const decided = await playOnBoth({
    forward: {
      number: tracedNumber,
      targets: [
        { kind: 'phone', number: '+12065550121' as typeof tracedNumber, ringSeconds: 12 },
        { kind: 'phone', number: '+12065550122' as typeof tracedNumber },
      ],
      callerId: 'caller',
      greeting: { prompt: 'connecting', when: 'before-ringing' },
      atEnd: 'message',
    },
    dialled: tracedNumber,
    from: '+14155550111',
    rings: ['busy', 'no-answer'],
    message: 'ends',
  });

  expect(decided.twilio).toEqual([
    'prompt connecting',
    'ring +12065550121 for 12 s, showing +14155550111',
    'ring +12065550122 for 30 s, showing +14155550111',
    'prompt leave-a-message',
    'record',
    'prompt thank-you',
    'end',
  ]);
  expect(decided.chime).toEqual(decided.twilio);
});

it('decides every call as on Amazon Chime (npm run decisions plays 10,000)', async () => {
  const { different } = await compareDecisions(500);

  expect(different).toBeGreaterThan(150);
}, 30_000);
