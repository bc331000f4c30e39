import { join } from 'node:path';
import { buildSync, version } from 'esbuild';

/** What a bundle weighs, in bytes and minified, that uses these names from this library. */
const weightOf = (...names: readonly string[]) => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { ${names.join()} } from '@dialplane/phone-numbers'; console.log(${names.join()});`,
      resolveDir: __dirname,
    },
    tsconfig: join(__dirname, '../../../tsconfig.base.json'),
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  return outputFiles[0]?.contents.length ?? NaN;
};

describe(`what a bundle contains [real: esbuild ${version}]`, () => {
  it.each`
    names                        | bytes
    ${['isE164']}                | ${200}
    ${['redact']}                | ${1_500}
    ${['isEmergency', 'redact']} | ${8_500}
    ${['numberFacts']}           | ${20_000}
  `('$names weigh at most $bytes bytes', ({ names, bytes }) => {
    expect(weightOf(...names)).toBeLessThanOrEqual(bytes);
  });

  it('is the full metadata only if the app imports it', () => {
    expect(weightOf('parsePhoneNumber')).toBeGreaterThan(100_000);
  });
});
