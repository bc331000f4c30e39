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
 * @throws if `DIALPLANE_STAGE` names no stage, or one that would have to be left out
 */
export const addEveryStack = (
  app: App,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] => {
  const state = remoteStateIn(environment);
  const only = environment['DIALPLANE_STAGE'];
  if (only && !Object.hasOwn(stages, only))
    throw new Error(
      `Cannot synthesise the stage "${only}": expected ${Object.keys(stages).join(' or ')} in DIALPLANE_STAGE`,
    );
  const leftOut: string[] = [];
  for (const [name, stage] of Object.entries<Stage>(stages)) {
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
