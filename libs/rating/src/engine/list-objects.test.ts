import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { directoryObjects, type ObjectStore } from '@dialplane/object-store';
import { setTimeout } from 'node:timers/promises';
import { callAt } from '../../testing';
import type { RunPlan } from '../plan/run-plan';
import { listObjects } from './list-objects';
import { usualSizes } from './chunk-sizes';

afterAll(removeFolders);

const days = Array.from({ length: 28 }, (_, i) => String(i + 1).padStart(2, '0'));
const prefixes = days.map((day) => `Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/${day}/`);
const calls = Object.assign({}, ...days.map((day) => callAt(`2020-06-${day}T12:00:00Z`, day))) as Record<
  string,
  string
>;

it('lists many days of a bucket at a time, in order', async () => {
  const { list, names: _, localPath: __, ...others } = directoryObjects(folderWith(calls));
  let [open, most] = [0, 0];
  const bucket: ObjectStore = {
    ...others,
    list: async function* (prefix) {
      most = Math.max(most, (open += 1));
      await setTimeout(10);
      open -= 1;
      yield* list(prefix);
    },
  };
  const keys: string[] = [];
  const plan = { prefixes, arrivals: 'modified' } as unknown as RunPlan;
  for await (const object of listObjects(bucket, plan, usualSizes))
    if ('key' in object) keys.push(object.key);

  expect(keys).toEqual(Object.keys(calls));
  expect(most).toBe(28);
});
