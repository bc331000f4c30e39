import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerRules, callRules, checkResponse, checkSequence } from './check-response';
import { rightParameters, samples, type Samples } from '../testing';
import { limits } from './limits';
import { limitsPage, remakeLimits } from './limits-page';
import { isObject, type Reader } from './rules/rule';
import { actionRules, type SmaActionType } from './sma-action';

/** `value` with one field, named by its path, in place of what was there. `undefined` takes it away. */
const changed = (value: unknown, path: string, to: unknown): unknown => {
  if (path === '') return to;
  const [key = '', ...rest] = path.split('.');
  const inner = (value as Record<string, unknown>)[key];
  const after = changed(inner, rest.join('.'), to);
  if (Array.isArray(value)) return value.map((entry, index) => (String(index) === key ? after : entry));
  const fields = { ...(value as object), [key]: after };
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
};

const hangup = { Type: 'Hangup', Parameters: {} };
const answerWith = (action: unknown) => ({
  SchemaVersion: '1.0',
  Actions: [action],
  TransactionAttributes: { k: 'v' },
});

const answerIn = ({ in: place, at, with: others = {} }: Samples, value: unknown): unknown => {
  if (place === 'answer') return changed(answerWith(hangup), at, value);
  if (place === 'action') return answerWith(changed(hangup, at, value));
  const Type = place as SmaActionType;
  const parameters = { ...rightParameters[Type], ...others };
  return answerWith({ Type, Parameters: changed(parameters, at, value) });
};

/** The rules that a sample breaks. */
const brokenBy = (sample: Samples, value: unknown, as: Reader): string[] =>
  (sample.in === 'call' ? checkSequence(value as number) : checkResponse(answerIn(sample, value), as)).map(
    ({ rule }) => rule,
  );

const ids = limits.map(({ rule }) => rule);
const sampleOf = (rule: string): Samples => {
  const sample = samples[rule];
  if (!sample) throw new Error(`There is no sample for the rule ${rule}: add one in limit-samples.ts`);
  return sample;
};
const shown = (value: unknown) => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text;
};
const rows = (kind: 'good' | 'bad' | 'disputed') =>
  ids.flatMap((rule) => (sampleOf(rule)[kind] ?? []).map((value) => ({ rule, value, shown: shown(value) })));

describe('the table of limits', () => {
  it('has at least 60 rows, each for a rule of its own', () => {
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a row for every rule', () => {
    const rules = [...Object.values(actionRules).flat(), ...answerRules, ...callRules].map(({ id }) => id);

    expect(rules.filter((rule) => !ids.includes(rule))).toEqual([]);
  });

  it('has samples on both sides of every limit, and no others', () => {
    expect(Object.keys(samples).sort()).toEqual([...ids].sort());
    for (const rule of ids) {
      const { good, bad, disputed = [] } = sampleOf(rule);
      expect({ rule, good: good.length > 0, bad: bad.length + disputed.length > 0 }).toEqual({
        rule,
        good: true,
        bad: true,
      });
    }
  });

  it('gives a reason for each rule that is more lenient for reading than for sending', () => {
    const looser = [...Object.values(actionRules).flat(), ...answerRules].filter(({ reading }) => reading);
    const explained = limits.filter(({ disputed }) => disputed).map(({ rule }) => rule);

    expect(looser.map(({ id }) => id).filter((rule) => !explained.includes(rule))).toEqual([]);
    expect(explained.filter((rule) => !sampleOf(rule).disputed?.length)).toEqual([]);
  });

  it('names a public page for every limit', () => {
    const pages = /^https:\/\/(docs\.aws\.amazon\.com|datatracker\.ietf\.org)\/.+/;

    expect(limits.filter(({ source }) => !pages.test(source))).toEqual([]);
  });

  it('is written out in LIMITS.md', () => {
    const page = readFileSync(join(__dirname, '../LIMITS.md'), 'utf8');
    const stale = page === limitsPage() ? '' : `LIMITS.md is stale: run ${remakeLimits}`;

    expect(stale).toBe('');
  });
});

it.each(rows('good'))('$rule lets $shown through', ({ rule, value }) => {
  expect(brokenBy(sampleOf(rule), value, 'sender')).toEqual([]);
  expect(brokenBy(sampleOf(rule), value, 'service')).toEqual([]);
});

it.each(rows('bad'))('$rule refuses $shown, sent or read', ({ rule, value }) => {
  expect(brokenBy(sampleOf(rule), value, 'sender')).toContain(rule);
  expect(brokenBy(sampleOf(rule), value, 'service')).toContain(rule);
});

it.each(rows('disputed'))('$rule does not send $shown, but reads it', ({ rule, value }) => {
  expect(brokenBy(sampleOf(rule), value, 'sender')).toContain(rule);
  expect(brokenBy(sampleOf(rule), value, 'service')).toEqual([]);
});

it.each(Object.entries(rightParameters))('a plain %s is right', (Type, Parameters) => {
  expect(isObject(Parameters)).toBe(true);
  expect(checkResponse(answerWith({ Type, Parameters }), 'sender')).toEqual([]);
});
