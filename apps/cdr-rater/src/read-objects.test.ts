import { folderWith, removeFolders } from './folders-for-tests';
import { readObjects } from './read-objects';

afterAll(removeFolders);

it.each`
  size                   | characters   | batches
  ${'small'}             | ${10}        | ${[1, 64, 15]}
  ${'a million'}         | ${1_000_000} | ${[1, ...Array(19).fill(4), 3]}
  ${'five million each'} | ${5_000_000} | ${Array(80).fill(1)}
`('of objects of $size, as many are read at once as memory has room for', async ({ characters, batches }) => {
  const directory = folderWith({ object: ' '.repeat(characters) });
  const keys = async function* () {
    yield* Array<string>(80).fill('object');
  };
  const read: number[] = [];
  for await (const { objects } of readObjects(directory, keys())) read.push(objects);

  expect(read).toEqual(batches);
});
