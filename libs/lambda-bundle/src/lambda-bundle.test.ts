import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './lambda-bundle';

const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-test-'));
const main = join(folder, 'main.ts');
const options = {
  main,
  tsConfig: 'tsconfig.base.json',
  platform: 'node',
  target: 'node22',
  minify: true,
  esbuildConfig: 'tools/esbuild/lambda.cjs',
};
afterAll(() => rmSync(folder, { recursive: true }));

it('runs a handler with only the given environment, and returns its answer and its log', async () => {
  writeFileSync(
    main,
    `if (!process.env.TABLE) throw new Error('TABLE is missing');
     export const handler = async (event: { name: string }) => {
       console.log(JSON.stringify({ level: 'info' }));
       return [event.name, process.env.TABLE, process.env.AWS_REGION, process.env.HOME];
     };`,
  );
  const lambda = await bundle(options);

  expect(await lambda.ask({ name: 'ann' }, { TABLE: 't' })).toEqual({
    answer: ['ann', 't', 'us-east-1', null],
    log: [{ level: 'info' }],
  });
  await expect(lambda.load({})).rejects.toThrow('TABLE is missing');
  expect(lambda.parts).toHaveLength(1);
  expect(lambda.gzipBytes).toBeGreaterThan(100);
  lambda.remove();
});
