import type { App } from 'cdktf';
import { CdrRatingStack } from './cdr-rating-stack';
import { ConsoleStack } from './console-stack';
import { DialtoneStack } from './dialtone-stack';
import { ForwardingStack } from './forwarding-stack';
import type { PlatformProps } from './platform-stack';
import type { Stage } from './stage';
import { RollingDnisStack } from './rolling-dnis-stack';
import { stages } from './stages';
import { remoteStateIn } from './state';

/** The systems that every stage deploys, by the first part of their stacks' names. */
const systems = { forwarding: ForwardingStack, 'cdr-rating': CdrRatingStack };

/**
 * Adds one stack for each system and stage: `forwarding-test`, `forwarding-live` and so on.
 *
 * @param environment may name the only stage to add (`DIALPLANE_STAGE`), and where the state is (`remoteStateIn`)
 * @returns the stages that were left out, because they keep data and the environment names no remote state
 * @throws if a stage's name could be mistaken for a part of another's, or if `DIALPLANE_STAGE` names no stage, or one that would have
 * to be left out
 */
export const addEveryStack = (
  app: App,
  environment: Readonly<Record<string, string | undefined>>,
  all: Readonly<Record<string, Stage>> = stages,
): readonly string[] => {
  const unclear = Object.keys(all).find((name) => !/^[a-z][a-z0-9]*$/.test(name));
  if (unclear !== undefined)
    throw new Error(
      `Cannot use the stage "${unclear}": expected a name of lower-case letters and digits, because alarms, roles and the pipeline tell stages apart by the name after the last hyphen`,
    );
  const state = remoteStateIn(environment);
  const only = environment['DIALPLANE_STAGE'];
  if (only && !Object.hasOwn(all, only))
    throw new Error(
      `Cannot synthesise the stage "${only}": expected ${Object.keys(all).join(' or ')} in DIALPLANE_STAGE`,
    );
  const leftOut: string[] = [];
  for (const [name, stage] of Object.entries(all)) {
    if (only && name !== only) continue;
    if (!only && stage.keepsData && !state) leftOut.push(name);
    else addStage(app, name, { ...stage, ...(state && { state }) });
  }
  return leftOut;
};

const addStage = (app: App, name: string, props: PlatformProps): void => {
  for (const [system, Stack] of Object.entries(systems)) new Stack(app, `${system}-${name}`, props);
  const { dnis, dialtone, console } = props;
  if (dnis) new RollingDnisStack(app, `rolling-dnis-${name}`, { ...props, dnis });
  if (dialtone) new DialtoneStack(app, `dialtone-${name}`, { ...props, dialtone });
  if (console) new ConsoleStack(app, `console-${name}`, { ...props, console });
};
