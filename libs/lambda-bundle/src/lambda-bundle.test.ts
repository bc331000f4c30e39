import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleLambda } from './lambda-bundle';

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

it('answers as it would in Lambda, with the log before the answer', async () => {
  writeFileSync(
    main,
    `if (!process.env.TABLE) throw new Error('TABLE is missing');
     export const handler = async (event: { name: string }) => {
       console.log(JSON.stringify({ level: 'info' }));
       return [event.name, process.env.TABLE, process.env.AWS_REGION, process.env.HOME];
     };`,
  );
  const bundle = await bundleLambda({ targets: { build: { options } } });

  expect(await bundle.ask({ name: 'ann' }, { TABLE: 't' })).toEqual({
    answer: ['ann', 't', 'us-east-1', null],
    log: [{ level: 'info' }],
  });
  await expect(bundle.load({})).rejects.toThrow('TABLE is missing');
  expect(bundle.parts).toHaveLength(1);
  expect(bundle.gzipBytes).toBeGreaterThan(100);
  bundle.remove();
});
