import { folderWith } from '@dialplane/basics/testing';
import { join } from 'node:path';
import { accountFile } from './account-file';

it('reads what it has written, in a folder that does not exist yet', () => {
  const file = accountFile<{ readonly numbers: number }>(join(folderWith({}), 'new/chime.json'));
  expect(file.read()).toBeUndefined();

  file.write({ save: () => ({ numbers: 2 }) });
  expect(file.read()).toEqual({ numbers: 2 });
});

it('names a damaged file, and says what to do', () => {
  const file = join(folderWith({ 'chime.json': '{' }), 'chime.json');

  expect(() => accountFile(file).read()).toThrow(
    `Cannot read the account from "${file}": expected a file that loopback wrote. Remove the file, and loopback writes a new one`,
  );
});
