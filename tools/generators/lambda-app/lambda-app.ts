import { formatFiles, generateFiles, names, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import { addToConstructor, addToObject } from '../edit-source';
import { addToSection } from '../edit-markdown';

/** What the schema asks for. */
export type LambdaAppOptions = {
  readonly name: string;
  readonly system: string;
  readonly failureMeans: string;
  readonly everyMinutes?: number;
};

/**
 * Writes a Lambda app that does nothing yet, and deploys it in the stack of its system. If the system has no stack, one is
 * added to every stage.
 *
 * @throws if the app exists
 */
const lambdaApp = async (tree: Tree, options: LambdaAppOptions): Promise<void> => {
  const { name, system, failureMeans, everyMinutes } = options;
  if (tree.exists(`apps/${name}`))
    throw new Error(`Cannot add the app "${name}": apps/${name} exists. Choose another name`);
  const stackClass = `${names(system).className}Stack`;
  const words = { ...options, camel: names(name).propertyName, pascal: names(name).className, stackClass };

  generateFiles(tree, join(__dirname, 'files/app'), `apps/${name}`, words);
  const stackFile = `stacks/${system}-stack.ts`;
  if (!tree.exists(stackFile)) {
    generateFiles(tree, join(__dirname, 'files/stack'), 'stacks', words);
    edit(tree, 'stacks/every-stack.ts', (text) =>
      addToObject(text, 'systems', `'${system}': ${stackClass}`, {
        [stackClass]: `./${system}-stack`,
      }),
    );
  }
  edit(tree, stackFile, (text) =>
    addToConstructor(text, statements(name, failureMeans, everyMinutes), {
      LambdaApp: '@dialplane/constructs',
      builtApp: './built-app',
      ...(everyMinutes !== undefined && {
        Schedule: '@dialplane/constructs',
        SilenceAlarm: '@dialplane/constructs',
        physicalName: '@dialplane/constructs',
      }),
    }),
  );
  edit(tree, 'stacks/project.json', (text) =>
    text.replace(/("implicitDependencies": \[[^\]]*?)\s*\]/, `$1, "${name}"]`),
  );
  edit(tree, 'docs/runbook.md', (text) =>
    addToSection(text, heading(system), runbookEntry(name, failureMeans, everyMinutes !== undefined)),
  );
  edit(tree, 'docs/map.md', (text) =>
    addToSection(text, 'Apps', `- [${name}](../apps/${name}/README.md): Lambda: of the system ${system}`),
  );
  await formatFiles(tree);
};

export default lambdaApp;

const edit = (tree: Tree, file: string, change: (text: string) => string): void =>
  tree.write(file, change(tree.read(file, 'utf8') ?? ''));

const statements = (name: string, failureMeans: string, everyMinutes: number | undefined): string => {
  const { propertyName } = names(name);
  const app = `new LambdaApp(this, '${name}', {
      code: builtApp('${name}'),
      failureMeans: ${JSON.stringify(failureMeans)},
      alarmTopicArn: this.alarmTopicArn,
    })`;
  return everyMinutes === undefined
    ? `${app};`
    : `const ${propertyName} = ${app};
    new Schedule(this, '${name}-schedule', { app: ${propertyName}, everyMinutes: ${everyMinutes} });
    new SilenceAlarm(this, 'silent-${name}', {
      name: physicalName(this, 'silent ${name}', 255),
      means: ${JSON.stringify(`${failureMeans} The app does not run when it should.`)},
      topicArn: this.alarmTopicArn,
      counts: {
        namespace: 'AWS/Lambda',
        metric: 'Invocations',
        dimensions: { FunctionName: ${propertyName}.function.functionName },
      },
      hours: ${Math.ceil((2 * everyMinutes) / 60)},
    });`;
};

/** The runbook's heading of a system: its name in words. */
const heading = (system: string): string => {
  const words = system === 'cdr-rating' ? 'rating' : system.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const runbookEntry = (name: string, failureMeans: string, scheduled: boolean): string => `### ${name} errors

- **People notice**: ${failureMeans}
- **Look**: the log group of \`${name}\`, at level \`error\`.
- **Fix**: what the log names. If the alarm began with a deployment, deploy the previous version.
- **Verify**: the alarm returns to OK within five minutes.

### ${name} throttles

As for [${name} errors](#${name}-errors); the cause is the account's quota for concurrent Lambda executions.
${scheduled ? silentEntry(name) : ''}`;

const silentEntry = (name: string): string => `
### silent ${name}

- **People notice**: what [${name} errors](#${name}-errors) says, later.
- **Look**: the schedule of \`${name}\` in EventBridge Scheduler, and the log group of \`${name}\`.
- **Fix**: enable the schedule again, or apply the stack.
- **Verify**: the log group has a new entry.
`;
