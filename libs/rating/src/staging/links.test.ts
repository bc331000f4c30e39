import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { callAt, rateJune } from '../../testing';
import { explainFailure } from '../explain-failure';

afterAll(removeFolders);

const call = callAt('2020-06-10T12:00:00Z', 'a');
const [key = ''] = Object.keys(call);

/** How a run ends: what it counts, or the one line that explains its failure. */
const endOf = async (prepare: (places: { cdrs: string; out: string }) => void): Promise<string> => {
  const [cdrs, out] = [folderWith(call), join(folderWith(), 'out')];
  prepare({ cdrs, out });
  try {
    const rated = await rateJune({ cdrs, out });
    return rated.ok
      ? `rated ${rated.value.report.counts.rated}`
      : rated.error.issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  } catch (error) {
    return explainFailure(error)?.message ?? `a bug: ${String(error)}`;
  }
};

type Places = { readonly cdrs: string; readonly out: string };
const linked = ({ cdrs }: Places) => join(cdrs, `${key}-link`);

it.each<[what: string, prepare: (places: Places) => void, end: RegExp]>([
  [
    'a link to a record that is gone',
    (at) => symlinkSync('/nowhere/at-all', linked(at)),
    /^Cannot read ".*-link": it does not exist: it was removed during the run, or is a link to nothing/,
  ],
  [
    'a record that links to itself',
    (at) => symlinkSync(linked(at), linked(at)),
    /^Cannot read ".*-link": there are too many links/,
  ],
  [
    'a folder of records that links to itself',
    (at) => symlinkSync(dirname(linked(at)), join(dirname(linked(at)), 'again')),
    /^Cannot read ".*\/again": there are too many links/,
  ],
  [
    'output that is a file',
    ({ out }) => writeFileSync(out, ''),
    /^Cannot read ".*": a part of the path is a file/,
  ],
  [
    'output that links to itself',
    ({ out }) => symlinkSync(out, out),
    /^Cannot read ".*": there are too many links/,
  ],
  [
    'output that is a link to nothing',
    ({ out }) => symlinkSync('/nowhere/at-all', out),
    /^Cannot create ".*\/out": /,
  ],
  [
    'output whose manifest is a folder',
    ({ out }) => mkdirSync(join(out, '2020-06-30-Monthly.json'), { recursive: true }),
    /^Cannot read .*: it is a folder/,
  ],
])('explains in one line what to do about %s', async (_, prepare, end) => {
  const message = await endOf(prepare);

  expect(message).toMatch(end);
  expect(message).not.toContain('\n');
});
