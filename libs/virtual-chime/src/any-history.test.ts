import fc from 'fast-check';
import { documented } from '../testing/documented-errors';
import { anyRequest, busyChime } from '../testing/any-request';
import type { SavedChime } from './saved-chime';

const history = fc.array(anyRequest, { minLength: 1, maxLength: 60, size: 'max' });
const numRuns = 100;

const setUp = async () => {
  const { chime, clock } = await busyChime();
  return { chime, clock, ask: documented(chime.fetch) };
};

describe('for any requests in any order', () => {
  it('is answered with success or with an error that is documented for the operation', async () => {
    const answers = new Set<number>();
    await fc.assert(
      fc.asyncProperty(history, async (requests) => {
        const { ask, clock } = await setUp();
        for (const request of requests) {
          const { status } = await ask(request.ask());
          expect(status).toBeLessThan(500);
          answers.add(status);
          clock.pass(1);
        }
      }),
      { numRuns },
    );
    expect([...answers].sort()).toEqual([200, 201, 202, 204, 400, 404, 409]);
  });

  it('changes nothing when it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (requests) => {
        const { chime, ask, clock } = await setUp();
        for (const request of requests) {
          const before = JSON.stringify(chime.save());
          const { ok } = await ask(request.ask());
          if (!ok) expect(JSON.stringify(chime.save())).toBe(before);
          clock.pass(1);
        }
      }),
      { numRuns },
    );
  });

  it('leaves no number in two places, and no reference to something deleted', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (requests) => {
        const { chime, ask, clock } = await setUp();
        for (const request of requests) {
          await ask(request.ask());
          expect(dangling(chime.save())).toEqual([]);
          clock.pass(1);
        }
      }),
      { numRuns },
    );
  });
});

const dangling = ({ numbers, rules, groups, connectors, applications }: SavedChime): readonly string[] => {
  const known = new Set([...groups, ...connectors, ...applications].map(({ id }) => id));
  const triggers = rules.map(({ triggerValue }) => triggerValue);
  return [
    ...numbers
      .filter(({ attachedTo }) => attachedTo && !known.has(attachedTo.id))
      .map(({ number }) => number),
    ...numbers
      .filter(({ number, attachedTo, deletedAt }) => triggers.includes(number) && (attachedTo || deletedAt))
      .map(({ number }) => number),
    ...rules
      .flatMap(({ targets }) => targets.map(({ applicationId }) => applicationId))
      .filter((id) => !known.has(id)),
    ...groups
      .flatMap(({ items }) => items.map(({ VoiceConnectorId }) => VoiceConnectorId))
      .filter((id) => !known.has(id)),
    ...triggers.filter((trigger, at) => triggers.indexOf(trigger) !== at),
  ];
};
