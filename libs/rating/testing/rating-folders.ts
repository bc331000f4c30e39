import { objectKey, parseWindow } from '@dialplane/cdr';
import { voiceConnectorCall } from '@dialplane/cdr/testing';
import { epochSeconds } from '@dialplane/basics';
import { directoryPrices } from '@dialplane/pricing';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../src/staging/manifest';
import { rateDirectory, type RateDirectoryOptions } from '../src/rate-directory';

/** A call of one minute through a Voice Connector, as key and text. It costs 0.0048 by the golden prices unless changed. */
export const callAt = (
  moment: string,
  transactionId: string,
  more: Readonly<Record<string, unknown>> = {},
) => {
  const at = new Date(moment);
  const start = epochSeconds(at);
  const key = objectKey({ kind: 'voice-connector', owner: 'vc1', at, transactionId });
  const record = voiceConnectorCall({
    TransactionId: transactionId,
    CallId: `${transactionId}@203.0.113.9`,
    StartTimeEpochSeconds: start,
    EndTimeEpochSeconds: start + 58,
    ...more,
  });
  return { [key]: JSON.stringify(record) };
};

/** The golden vectors' prices. */
export const goldenPrices = (set: string) =>
  directoryPrices(join(__dirname, '../../pricing/golden/prices', set));

/** Parses a window; throws if the text is not one. */
export const windowOf = (text: string, zone?: string) => {
  const window = parseWindow(text, zone);
  if (!window.ok) throw new Error(`Cannot use the window "${text}" in a test`);
  return window.value;
};

/** Rates June 2020 by the golden prices, unless the options say otherwise. */
export const rateJune = (more: Pick<RateDirectoryOptions, 'cdrs' | 'out'> & Partial<RateDirectoryOptions>) =>
  rateDirectory({
    prices: goldenPrices('flat'),
    window: windowOf('2020-06-30/Monthly'),
    now: epochSeconds(new Date('2020-07-02T00:00:00Z')),
    runId: 'one',
    threads: 0, // a thread loads compiled code, which a test of sources does not have
    ...more,
  });

/** The published run of June 2020, and its files by name. Throws if a file differs from the manifest. */
export const publishedJune = async (out: string) => {
  const manifest = await readManifest(out, '2020-06-30-Monthly');
  const read = manifest?.files.map(({ name, path, bytes, sha256 }) => {
    const content = readFileSync(join(out, path));
    if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256) {
      throw new Error(`Cannot trust "${path}": expected what the manifest says`);
    }
    return [name, content.toString()] as const;
  });
  return {
    runId: manifest?.runId,
    files: Object.fromEntries(read ?? []) as Readonly<Record<string, string>>,
  };
};

/** The rows of a CSV text (RFC 4180) by heading. Independent of the code that writes it. */
export const rowsOf = (text: string | undefined): readonly Readonly<Record<string, string>>[] => {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = '', end] of (text ?? '').matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  const [headings = [], ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])));
};
