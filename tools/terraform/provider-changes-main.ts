import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../test-report/reports';
import { findTerraform } from './find-terraform';
import {
  providerChanges,
  schemaOfBindings,
  schemaOfProvider,
  usesOf,
  versionOfBindings,
} from './provider-changes';
import { init, providerOf, terraform } from './run-terraform';
import { synthesized } from './synthesized';

/** `npm run terraform:provider-6`: what differs for our stacks between the tested provider and the one of the bindings. */
const main = async (): Promise<void> => {
  const report = {
    project: 'terraform-provider-6',
    passed: 0,
    failed: 0,
    skipped: [] as string[],
    real: [] as string[],
  };
  const skip = (because: string): void => {
    console.log(`SKIPPED, ${because}`);
    writeReport({ ...report, skipped: [because] });
  };
  const found = findTerraform();
  if (!found.ok) return skip(found.error);
  const folder = mkdtempSync(join(tmpdir(), 'provider-changes-'));
  try {
    const stacks = readdirSync(join(synthesized, 'stacks'));
    const texts = stacks.map((name) =>
      readFileSync(join(synthesized, 'stacks', name, 'cdk.tf.json'), 'utf8'),
    );
    const first = join(synthesized, 'stacks', stacks[0] ?? '');
    // Only the provider: the schema does not depend on the resources, and no state is needed.
    const { required_providers } = JSON.parse(texts[0] ?? '{}').terraform;
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers } }));
    cpSync(join(first, '.terraform.lock.hcl'), join(folder, '.terraform.lock.hcl'));
    const initialized = await init(folder, found.value.pluginFolder, ['-backend=false']);
    if (!initialized.ok) {
      if (initialized.error.outOfReach) return skip(initialized.error.because);
      throw new Error(initialized.error.because);
    }
    const uses = usesOf(texts.map((text) => JSON.parse(text)));
    const schema = await terraform(folder, ['providers', 'schema', '-json']);
    if (schema.failed) throw new Error(`Cannot read the schema of the provider: ${schema.stderr.trim()}`);
    const older = schemaOfProvider(schema.stdout);
    const changes = providerChanges(older, schemaOfBindings(Object.keys(uses)), uses);

    console.log(
      `${await providerOf(folder)} and ${versionOfBindings()}: ${Object.keys(uses).length} types of ${stacks.length} stacks`,
    );
    const onlyRegion = changes.filter(({ gone, added }) => gone.length === 0 && added.join() === 'region');
    console.log(`  only region is new: ${onlyRegion.length} types`);
    for (const { type, gone, added } of changes.filter((it) => !onlyRegion.includes(it)))
      console.log(
        `  ${type}:${gone.map((name) => ` -${name}`).join('')}${added.map((name) => ` +${name}`).join('')}`,
      );
    const broken = changes.filter(({ usedAndGone }) => usedAndGone.length > 0);
    for (const { type, usedAndGone } of broken)
      console.log(
        `✘ ${type}: stacks use ${usedAndGone.join(', ')}, which ${versionOfBindings()} does not have`,
      );
    if (broken.length === 0) console.log('✔ The stacks use nothing that is gone.');
    writeReport({
      ...report,
      passed: Object.keys(uses).length - broken.length,
      failed: broken.length,
      real: [`schema of ${await providerOf(folder)}`],
    });
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
