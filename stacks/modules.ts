import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformVariable } from 'cdktf';
import { BUILT_APPS } from './built-app';
import { CdrRatingStack } from './cdr-rating-stack';
import { ConsoleStack } from './console-stack';
import { DialtoneStack } from './dialtone-stack';
import { ForwardingStack } from './forwarding-stack';
import type { PlatformProps, PlatformStack } from './platform-stack';
import { RollingDnisStack } from './rolling-dnis-stack';
import type { Stage } from './stage';
import { moduleFiles, moduleReadme } from './terraform-module';

type System = {
  /** What it does, for its README. */
  readonly what: string;
  /** Adds the system to an app. @returns undefined if the stage does not have it */
  readonly add: (app: App, id: string, props: PlatformProps) => PlatformStack | undefined;
};

const systems: Readonly<Record<string, System>> = {
  forwarding: {
    what: 'Call forwarding on Amazon Chime SIP media applications, which are closed to new AWS customers.',
    add: (app, id, props) => {
      const stack = new ForwardingStack(app, id, withConsole(props));
      if (props.console) consoleVariables(stack);
      return stack;
    },
  },
  'cdr-rating': {
    what: 'Rates call detail records of Amazon Chime on a schedule.',
    add: (app, id, props) => new CdrRatingStack(app, id, props),
  },
  'rolling-dnis': {
    what: 'Transfers calls from a legacy platform into an existing Amazon Connect instance, with their context.',
    add: (app, id, props) => {
      if (!props.dnis) return undefined;
      const instance = { id: '${var.connect_instance_id}' };
      const stack = new RollingDnisStack(app, id, { ...props, dnis: { ...props.dnis, instance } });
      new TerraformVariable(stack, 'connect_instance_id', {
        type: 'string',
        description: 'The id of the Amazon Connect instance.',
      });
      return stack;
    },
  },
  dialtone: {
    what: 'SIP phones that dial straight out through Twilio. The dialtone files of Dialplane are part of the code.',
    add: (app, id, props) => {
      if (!props.dialtone) return undefined;
      const { file, ...dialtone } = props.dialtone;
      const stack = new DialtoneStack(app, id, {
        ...props,
        dialtone: { ...dialtone, file: '${var.dialtone_file}' as typeof file },
      });
      new TerraformVariable(stack, 'dialtone_file', {
        type: 'string',
        default: file,
        description: 'The dialtone file, in the folder stacks/dialtone of Dialplane.',
      });
      return stack;
    },
  },
  console: {
    what: 'The web page for operators of call forwarding. Its provider must be in us-east-1, where CloudFront has its metrics.',
    add: (app, id, props) => {
      const { console } = withConsole(props);
      if (!console) return undefined;
      const stack = new ConsoleStack(app, id, { ...props, console });
      new TerraformVariable(stack, 'console_host', consoleHost);
      return stack;
    },
  },
};

const consoleHost = {
  type: 'string',
  description:
    'The host name that operators type, such as console.example.com. The same for forwarding and console.',
};

/** The names of a console, which no two callers share, become inputs. */
const withConsole = (props: PlatformProps): PlatformProps => ({
  ...props,
  ...(props.console && {
    console: { ...props.console, host: '${var.console_host}', signInPrefix: '${var.sign_in_prefix}' },
  }),
});

const consoleVariables = (stack: PlatformStack): void => {
  new TerraformVariable(stack, 'console_host', consoleHost);
  new TerraformVariable(stack, 'sign_in_prefix', {
    type: 'string',
    description:
      'The first part of the host name of the sign-in pages. No other user pool of the Region may have it.',
  });
};

/**
 * Writes every system of a stage as a plain Terraform module, in the layout of Terraform's registry: `modules/<system>`. The
 * structure, such as the rating runs and the pools, is that of the stage. New code serves at once, because `npm run stacks` knows only
 * the stacks of this workspace. Names, topic and protection are inputs.
 *
 * @param builtApps the folder of built apps. @default dist/apps
 * @returns the names of the modules
 */
export const writeModules = (folder: string, stage: Stage, builtApps?: string): readonly string[] => {
  const outdir = mkdtempSync(join(tmpdir(), 'terraform-modules-'));
  try {
    const app = new App({
      outdir,
      skipValidation: true,
      ...(builtApps !== undefined && { context: { [BUILT_APPS]: builtApps } }),
    });
    const added = Object.entries(systems).filter(([id, { add }]) =>
      add(app, id, { ...stage, keepsData: true, asModule: true, releases: 'at-once' }),
    );
    app.synth();
    for (const [system, { what }] of added)
      write(join(outdir, 'stacks', system), join(folder, 'modules', system), what, system);
    return added.map(([system]) => system);
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

const write = (synthesized: string, folder: string, what: string, system: string): void => {
  const stack = JSON.parse(readFileSync(join(synthesized, 'cdk.tf.json'), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(synthesized, 'assets')))
    cpSync(join(synthesized, 'assets'), join(folder, 'assets'), { recursive: true });
  for (const [name, content] of moduleFiles(stack))
    writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), moduleReadme(system, what, stack));
};
