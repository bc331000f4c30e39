import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';
import { credentials, type LocalAws } from '../local-aws/local-aws';
import { type LoggedRequest, loggedRequests } from '../permissions/terraform-log';
import { ignoringFaults } from './emulator-faults';
import type { Terraform } from './find-terraform';
import { copyStack, init, providerOf, type Ran, terraform } from './run-terraform';

/** A synthesised stack that the real Terraform applies to emulators. Its functions throw Terraform's own messages. */
export type LocalStack = {
  /** Such as `hashicorp/aws 5.100.0`. */
  readonly provider: string;
  /** @returns the numbers of resources created and changed in place */
  readonly apply: () => Promise<{ readonly added: number; readonly changed: number }>;
  /** The resources that another apply would change. None, if the deployment matches its description. */
  readonly drift: () => Promise<readonly string[]>;
  /** Changes arguments of resources, by type and name, as a later version of the stack would. */
  readonly change: (resources: object) => void;
  /** Changes the text of the description, as a later version of the stack would. */
  readonly edit: (change: (text: string) => string) => void;
  readonly outputs: () => Promise<Readonly<Record<string, string>>>;
  /** @returns the number of resources destroyed */
  readonly destroy: () => Promise<number>;
  /** The resources still in Terraform's state. */
  readonly left: () => Promise<readonly string[]>;
  /** Every request that Terraform has made so far. */
  readonly requests: () => readonly LoggedRequest[];
  /** The tag `stack` of each resource that was ever deployed, by its ARN. */
  readonly tags: ReadonlyMap<string, string>;
  /** Removes the working copy. */
  readonly discard: () => void;
};

/**
 * Copies a synthesised stack, or a folder of HCL, and tells Terraform where the emulators are by an override file and by its environment. The
 * stack itself is unchanged and knows nothing of emulators.
 *
 * An error is a sentence that says why the provider is not available. @throws if Terraform rejects the stack
 */
export const localStack = async (
  folder: string,
  { pluginFolder }: Terraform,
  aws: LocalAws,
): Promise<Result<LocalStack, string>> => {
  const copy = mkdtempSync(join(tmpdir(), 'terraform-apply-'));
  const discard = () => rmSync(copy, { recursive: true, force: true });
  try {
    copyStack(folder, copy);
    writeFileSync(join(copy, 'local_override.tf.json'), JSON.stringify(override(copy)));
    const initialized = await init(copy, pluginFolder);
    if (!initialized.ok) {
      const { because, outOfReach } = initialized.error;
      if (!outOfReach) throw new Error(`Cannot initialise "${folder}": ${because}`);
      discard();
      return fail(because);
    }
    const provider = await providerOf(copy);

    const log = join(copy, 'provider.log');
    const run = (...words: readonly string[]) =>
      terraform(copy, words, { ...environment(aws), TF_LOG_PROVIDER: 'DEBUG', TF_LOG_PATH: log });
    const tags = new Map<string, string>();
    const sure = async (...words: readonly string[]): Promise<Ran> => {
      const ran = await run(...words);
      if (ran.failed)
        throw new Error(`Cannot ${words[0]} "${folder}": ${ran.stderr.trim() || ran.stdout.trim()}`);
      return ran;
    };
    return ok({
      provider,
      discard,
      apply: async () => {
        try {
          const ran = await sure('apply', ...quietly);
          return { added: counted(ran, /(\d+) added/), changed: counted(ran, /(\d+) changed/) };
        } finally {
          for (const [arn, tag] of tagsIn(join(copy, 'terraform.tfstate'))) tags.set(arn, tag);
        }
      },
      drift: async () => {
        // 0: no changes; 2: changes ("Command: plan", -detailed-exitcode).
        const { exitCode, stdout, stderr } = await run('plan', ...unattended, '-detailed-exitcode');
        if (exitCode !== 0 && exitCode !== 2) throw new Error(`Cannot plan "${folder}": ${stderr.trim()}`);
        return exitCode === 0 ? [] : [...stdout.matchAll(/^ +# (.*)$/gm)].map(([, line = '']) => line);
      },
      // Terraform merges override files in the order of their names.
      change: (resource) => writeFileSync(join(copy, 'later_override.tf.json'), JSON.stringify({ resource })),
      edit: (change) => {
        const description = join(copy, 'cdk.tf.json');
        const before = readFileSync(description, 'utf8');
        const after = change(before);
        if (after === before) throw new Error(`Cannot edit "${folder}": expected a text to change`);
        writeFileSync(description, after);
      },
      outputs: async () => {
        const all: object = JSON.parse((await sure('output', '-json')).stdout);
        return Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, String(value)]));
      },
      destroy: async () => counted(await sure('destroy', ...quietly), /(\d+) destroyed/),
      left: async () =>
        (await sure('state', 'list')).stdout.split('\n').filter((line) => line && !line.startsWith('data.')),
      requests: () => (existsSync(log) ? loggedRequests(readFileSync(log, 'utf8')) : []),
      tags,
    });
  } catch (error) {
    discard();
    throw error;
  }
};

// The state stays in the copy, wherever a deployment would keep it. Emulated buckets have no host names of their own.
const override = (copy: string): object => {
  const stack = join(copy, 'cdk.tf.json');
  const resource = existsSync(stack) ? ignoringFaults(JSON.parse(readFileSync(stack, 'utf8'))) : {};
  return {
    terraform: { backend: { local: { path: 'terraform.tfstate' } } },
    provider: { aws: [{ s3_use_path_style: true, skip_metadata_api_check: 'true' }] },
    ...(Object.keys(resource).length > 0 && { resource }), // Terraform rejects an empty object
  };
};

/** The tag `stack` of each resource of a state, by its ARN. */
const tagsIn = (path: string): readonly (readonly [arn: string, tag: string])[] => {
  if (!existsSync(path)) return [];
  type Attributes = { readonly arn?: string; readonly tags_all?: Readonly<Record<string, string>> | null };
  const {
    resources,
  }: {
    readonly resources: readonly { readonly instances: readonly { readonly attributes: Attributes }[] }[];
  } = JSON.parse(readFileSync(path, 'utf8'));
  return resources
    .flatMap(({ instances }) => instances)
    .flatMap(({ attributes: { arn, tags_all } }) =>
      arn && tags_all?.['stack'] ? [[arn, tags_all['stack']] as const] : [],
    );
};

const unattended = ['-input=false', '-no-color'];
const quietly = [...unattended, '-auto-approve'];

/** Points the provider to the emulators (its documentation, "Custom Service Endpoints"), without this user's AWS settings. */
const environment = ({
  ministack,
  moto,
  chime,
  connect,
}: LocalAws): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith('AWS_'))
      .map((name) => [name, undefined]),
  ),
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_ENDPOINT_URL: ministack,
  AWS_ENDPOINT_URL_CLOUDWATCH: moto,
  AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chime,
  AWS_ENDPOINT_URL_CONNECT: connect,
});

const counted = ({ stdout }: Ran, pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? 0);
