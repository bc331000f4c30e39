import { describeEvent, isTrouble } from './describe-pool';

const at = '2026-01-05T17:00:00Z';
const number = '+12025550101';

it.each`
  event                                                   | sentence                                                                                    | trouble
  ${{ kind: 'checked-out', number }}                      | ${`${number} was reserved`}                                                                 | ${false}
  ${{ kind: 'refused', number, reason: 'late' }}          | ${`A call to ${number} got no context: the call arrived after its reservation had expired`} | ${true}
  ${{ kind: 'refused', number, reason: 'something-new' }} | ${`A call to ${number} got no context: something-new`}                                      | ${true}
  ${{ kind: 'none-free', reason: 'all-busy' }}            | ${'No number could be reserved: no number was free'}                                        | ${true}
`('describes $event.kind as "$sentence"', ({ event, sentence, trouble }) => {
  expect(describeEvent({ at, ...event })).toBe(sentence);
  expect(isTrouble({ at, ...event })).toBe(trouble);
});
