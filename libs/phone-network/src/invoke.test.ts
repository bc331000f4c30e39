import { invoke, type Delivery, type InvocationOutcome } from './invoke';
import { virtualTime } from './virtual-time';

const prompt: Delivery = { deliverAfter: 5, answerAfter: 5 };
const never: Delivery = { ...prompt, lost: true };

/** Invokes a handler over a network with these fates; tells when it was called, and when and how it ended. */
const invoked = async (handler: (call: number) => unknown, ...fates: Delivery[]) => {
  const time = virtualTime(0);
  const called: number[] = [];
  const ended: { at: number; outcome: InvocationOutcome }[] = [];
  const errors: unknown[] = [];
  invoke({
    time,
    handler: async () => {
      called.push(time.now());
      return handler(called.length);
    },
    event: { Sequence: 1 },
    deliveryPlan: (attempt) => fates[attempt] ?? fates.at(-1) ?? prompt,
    failed: (error) => errors.push(error),
    done: (outcome) => ended.push({ at: time.now(), outcome }),
  });
  await time.run();
  return { called, ended, errors };
};

it.each`
  network                      | fates                                         | called       | endedAt
  ${'works'}                   | ${[prompt]}                                   | ${[5]}       | ${10}
  ${'loses the first event'}   | ${[never, prompt]}                            | ${[5005]}    | ${5010}
  ${'loses the first answer'}  | ${[{ ...prompt, answerLost: true }, prompt]}  | ${[5, 5005]} | ${5010}
  ${'answers after the retry'} | ${[{ ...prompt, answerAfter: 5500 }, prompt]} | ${[5, 5005]} | ${5010}
  ${'delivers an event twice'} | ${[{ ...prompt, againAfter: 50 }]}            | ${[5, 55]}   | ${10}
`('when the network $network, the Lambda is called at $called ms', async ({ fates, called, endedAt }) => {
  const result = await invoked((call) => ({ call }), ...fates);

  expect(result.called).toEqual(called);
  expect(result.ended).toEqual([{ at: endedAt, outcome: { kind: 'answered', answer: expect.anything() } }]);
});

it('asks every 5 s and gives up after 20 s', async () => {
  const { called, ended } = await invoked(() => ({}), { ...prompt, answerLost: true });

  expect(called).toEqual([5, 5005, 10005, 15005]);
  expect(ended).toEqual([{ at: 20000, outcome: { kind: 'gave-up', why: 'operation timed out' } }]);
});

it('tries once more after an error', async () => {
  const { called, ended, errors } = await invoked((call) => {
    if (call === 1) throw new Error('throttled');
    return 'fine';
  });

  expect(called).toEqual([5, 10]);
  expect(errors).toEqual([new Error('throttled')]);
  expect(ended).toEqual([{ at: 15, outcome: { kind: 'answered', answer: 'fine' } }]);
});

it('gives up after two errors', async () => {
  const { ended } = await invoked(() => {
    throw new Error('broken');
  });

  expect(ended).toEqual([{ at: 10, outcome: { kind: 'gave-up', why: 'the function failed twice' } }]);
});

it('passes on JSON only: what JSON cannot say is lost on the way', async () => {
  const { ended } = await invoked(() => ({ kept: 1, lost: undefined }));

  expect(ended[0]?.outcome).toEqual({ kind: 'answered', answer: { kept: 1 } });
});
