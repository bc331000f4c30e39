import { diskOperations, type FileOperations } from './file-operations';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { callAt, publishedJune, rateJune, rowsOf } from '../../testing';

afterAll(removeFolders);

type Moment = 'before' | 'in the middle of' | 'after';
type Step = { readonly operation: keyof FileOperations; readonly path: string };

/** A disk on which the process dies at the given step. */
const diskThatCrashes = (moment?: Moment, at = Infinity) => {
  const steps: Step[] = [];
  let gone = false;
  const crash = () => {
    gone = true;
    throw new Error('crashed');
  };
  const step =
    (operation: keyof FileOperations) =>
    async (path: string, second: string | Uint8Array = ''): Promise<void> => {
      if (gone) throw new Error('a process that is gone does nothing');
      steps.push({ operation, path });
      const isLast = steps.length === at;
      if (isLast && moment === 'before') crash();
      const half = isLast && moment === 'in the middle of' && operation === 'append';
      const given = half ? second.slice(0, second.length / 2) : second;
      await diskOperations[operation](path, given as string & Uint8Array);
      if (isLast) crash();
    };
  const files: FileOperations = {
    makeFolder: step('makeFolder'),
    append: step('append'),
    sync: step('sync'),
    syncFolder: step('syncFolder'),
    rename: step('rename'),
    remove: step('remove'),
  };
  return { files, steps, isGone: () => gone };
};

const first = callAt('2020-06-10T12:00:00Z', 'first');
const newer = { ...first, ...callAt('2020-06-11T12:00:00Z', 'second') };
const transactions = async (out: string) => {
  const { runId, files } = await publishedJune(out);
  return { runId, rated: rowsOf(files['rated.csv']).map((row) => row['transaction_id']) };
};
/** The one step that publishes a run: the rename of its manifest. */
const isPublication = ({ operation, path }: Step): boolean =>
  operation === 'rename' && path.endsWith('/manifest.json');

const isOld = { runId: 'one', rated: ['first'] };
const isNew = { runId: 'two', rated: ['first', 'second'] };

it.each<[Moment]>([['before'], ['in the middle of'], ['after']])(
  'a crash %s any operation leaves the last good result or the new one, whole, and the next run succeeds',
  async (moment) => {
    const cdrs = folderWith(newer);
    const seen: string[] = [];
    for (let at = 1; ; at += 1) {
      const out = folderWith();
      await rateJune({ cdrs: folderWith(first), out });
      const { files, steps, isGone } = diskThatCrashes(moment, at);
      await rateJune({ cdrs, out, runId: 'two', files }).catch(() => undefined);
      if (!isGone()) {
        expect(steps.length).toBe(at - 1); // no crash: all steps were done
        break;
      }
      const published = await transactions(out);
      const renamed = steps.slice(0, moment === 'before' ? -1 : undefined).some(isPublication);
      expect(published).toEqual(renamed ? isNew : isOld);
      seen.push(published.runId ?? '');

      await rateJune({ cdrs, out, runId: 'three' });
      expect(await transactions(out)).toEqual({ ...isNew, runId: 'three' });
    }
    expect(new Set(seen)).toEqual(new Set(['one', 'two']));
  },
  120_000,
);

it('everything that the manifest names is on the disk for good before it is published', async () => {
  const { files, steps } = diskThatCrashes();
  const rated = await rateJune({ cdrs: folderWith(first), out: folderWith(), files });
  const published = steps.findIndex(isPublication);
  const lastOf = (operation: string, name: string) =>
    steps.findLastIndex((step) => step.operation === operation && step.path.endsWith(`/${name}`));

  const names = [...(rated.ok ? rated.value.manifest.files.map(({ name }) => name) : []), 'manifest.json'];
  expect(names).toHaveLength(15);
  for (const name of names) {
    expect(lastOf('append', name)).toBeLessThan(lastOf('sync', name));
    expect(lastOf('sync', name)).toBeLessThan(published);
  }
  expect(steps.slice(published - 4).map(({ operation }) => operation)).toEqual([
    'syncFolder',
    'rename',
    'syncFolder',
    'syncFolder',
    'rename',
    'syncFolder',
  ]);
});
