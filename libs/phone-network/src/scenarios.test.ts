import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fidelityPage, regenerate } from '../testing/fidelity-page';
import { playScenario } from '../testing/scenario';
import { groups, scenarios } from '../testing/scenarios';

describe.each(Object.entries(groups))('%s', (_group, group) => {
  it.each(group.map((scenario) => [scenario.title, scenario] as const))('%s', async (_title, scenario) => {
    const { words, events, counts, transcript } = await playScenario(scenario);

    if (scenario.events) expect(words).toEqual(scenario.events);
    if (scenario.inOrder) expect(inOrder(words, scenario.inOrder)).toEqual(scenario.inOrder);
    expect(words.filter((each) => scenario.never?.includes(each))).toEqual([]);
    for (const [name, part] of Object.entries(scenario.shows ?? {}))
      expect(events.findLast((each) => each.words === name)?.event).toMatchObject(expected(part) as object);
    for (const [name, hidden] of Object.entries(scenario.hides ?? {}))
      for (const word of hidden)
        expect(JSON.stringify(events.findLast((each) => each.words === name)?.event)).not.toContain(word);
    if (scenario.transcript) expect(transcript).toEqual(expect.arrayContaining([...scenario.transcript]));
    if (scenario.counts) expect(counts).toMatchObject(scenario.counts);
  });
});

/** A part of an event, with its regular expressions as matchers. */
const expected = (part: unknown): unknown => {
  if (part instanceof RegExp) return expect.stringMatching(part);
  if (Array.isArray(part)) return part.map(expected);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, expected(value)]));
};

/** The longest part of `wanted` that occurs in order. */
const inOrder = (words: readonly string[], wanted: readonly string[]): readonly string[] => {
  let next = 0;
  for (const each of words) if (each === wanted[next]) next += 1;
  return wanted.slice(0, next);
};

it('has at least 150 scenarios, each with a title of its own and something to check', () => {
  const checked = scenarios.filter(
    ({ events, inOrder, never, shows, hides, transcript, counts }) =>
      events ?? inOrder ?? never ?? shows ?? hides ?? transcript ?? counts,
  );

  expect(scenarios.length).toBeGreaterThanOrEqual(150);
  expect(checked).toHaveLength(scenarios.length);
  expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
});

it('names a page or a repository for everything that is not our guess', () => {
  expect(
    scenarios.filter(({ source, seen }) => source !== 'our guess' && !seen).map(({ title }) => title),
  ).toEqual([]);
});

it('lists them all in docs/fidelity.md', () => {
  const page = readFileSync(join(__dirname, '../../../docs/fidelity.md'), 'utf8');

  expect(page === fidelityPage() ? '' : `docs/fidelity.md is out of date: run ${regenerate}`).toBe('');
});
