import { serviceCode, usageType } from './good-call';
import { goldenAccount, goldenSecond, idOf, keyOf, randomNumbers, voiceConnector } from './records';
import { type ExpectedOutcome, inOrderAndCounted, priced, type Vector, type VectorObject } from './vector';

/** Calls that fill tiers, entered in any order. Only their start times matter. */
export const fillingTiers: readonly Vector[] = Array.from({ length: 36 }, (_, n): Vector => {
  const random = randomNumbers(1000 + n);
  const day = n % 2 === 0 ? goldenSecond('2020-02-13T00:00:00Z') : goldenSecond('2020-02-27T00:00:00Z'); // over a price change; over a month
  const calls = Array.from({ length: 4 + random(8) }, (_, i) => ({
    id: idOf(1 + ((i * 7) % 13)),
    at: day + random(4 * 86_400),
    seconds: 6 * random(12_000),
    usageType,
    more: { AwsAccountId: i % 3 === 0 ? '444455556666' : goldenAccount },
  }));
  const used = new Map<string, number>();
  const expected = [...calls]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((call) => {
      const scope = `${call.more.AwsAccountId} ${new Date(call.at * 1000).toISOString().slice(0, 7)}`;
      const usedBefore = used.get(scope) ?? 0;
      used.set(scope, usedBefore + call.seconds);
      const place = { source: keyOf('calls', call.at, call.id), position: 0 };
      return priced('tiered', place, {
        serviceCode,
        usageType,
        at: call.at,
        seconds: call.seconds,
        usedBefore,
      });
    });
  return {
    id: `filling-tiers-${n}`,
    prices: 'tiered',
    objects: calls.map((call) => ({
      source: keyOf('calls', call.at, call.id),
      text: JSON.stringify(voiceConnector(call)),
    })),
    expected: inOrderAndCounted(expected),
  };
});

/** A day's objects with every kind of document. */
export const mixed: readonly Vector[] = Array.from({ length: 24 }, (_, n): Vector => {
  const random = randomNumbers(5000 + n);
  const window = {
    text: '2020-06-30/Daily',
    zone: 'UTC',
    start: goldenSecond('2020-06-30T00:00:00Z'),
    end: goldenSecond('2020-07-01T00:00:00Z'),
  };
  const lines = [
    usageType,
    'USE1-US-inbound-minutes',
    'USE1-US-DE-outbound-minutes',
    'USE1-US-away-outbound-minutes',
    'none',
  ];
  const objects: VectorObject[] = [];
  const expected: ExpectedOutcome[] = [];
  for (let i = 0; i < 8 + random(8); i += 1) {
    const start = window.start - 3600 + random(26 * 3600);
    const call = {
      id: idOf(i),
      at: start,
      seconds: 6 * random(50),
      usageType: lines[random(lines.length)] ?? usageType,
    };
    const source = keyOf('calls', start, call.id);
    const document = JSON.stringify(voiceConnector(call));
    const outcome: ExpectedOutcome =
      start < window.start || start >= window.end
        ? { source, position: 0, outcome: 'outside', because: start < window.start ? 'before' : 'after' }
        : priced('flat', { source, position: 0 }, { serviceCode, ...call });
    const luck = random(6);
    const second: readonly [string, ExpectedOutcome] | undefined =
      luck === 0
        ? [document, { source, position: 1, outcome: 'duplicate', of: [source, 0] }]
        : luck === 1
          ? [
              JSON.stringify(voiceConnector({ ...call, seconds: call.seconds + 6 })),
              { source, position: 1, outcome: 'conflict', with: [source, 0] },
            ]
          : luck === 2
            ? [document.slice(0, -9), { source, position: 1, outcome: 'rejected', reason: 'not-json' }]
            : undefined;
    objects.push({ source, text: second ? `${document}\n${second[0]}\n` : document });
    expected.push(outcome, ...(second ? [second[1]] : []));
  }
  return { id: `mixed-${n}`, prices: 'flat', window, objects, expected: inOrderAndCounted(expected) };
});
