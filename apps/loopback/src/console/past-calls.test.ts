import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { directoryPastCalls } from './past-calls';

afterAll(removeFolders);

const call = (id: string) =>
  ({ call: { id, startedAt: '2026-01-05T17:00:00.000Z', legs: [] }, ladder: { rungs: [] } }) as never;

it('reads the calls that it wrote, and skips files that are no calls', () => {
  const folder = folderWith({
    'a.json': '{}',
    'b.json': 'null',
    'c.json': '{"call":',
    'd.json': '{"call":{"id":"x"}}',
    'notes.txt': 'x',
  });
  directoryPastCalls(folder).write(call('one'));

  expect(directoryPastCalls(folder).read()).toEqual([call('one')]);
});
