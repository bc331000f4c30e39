import type { App } from 'cdktf';
import { CdrRatingStack } from './cdr-rating-stack';
import { DialtoneStack } from './dialtone-stack';
import { ForwardingStack } from './forwarding-stack';
import type { PlatformProps } from './platform-stack';
import type { Stage } from './stage';
import { RollingDnisStack } from './rolling-dnis-stack';
import { stages } from './stages';

/** The systems that every stage deploys, by the first part of their stacks' names. */
const systems = { forwarding: ForwardingStack, 'cdr-rating': CdrRatingStack };

/**
 * Adds one stack for each system and stage: `forwarding-test`, `forwarding-live` and so on.
 *
 * @param environment may contain `TF_CLOUD_ORGANIZATION`, the Terraform Cloud organization that keeps the state
 */
export const addEveryStack = (app: App, environment: Readonly<Record<string, string | undefined>>): void => {
  const organization = environment['TF_CLOUD_ORGANIZATION'];
  for (const [stageName, stage] of Object.entries<Stage>(stages)) {
    const props: PlatformProps = { ...stage, ...(organization && { organization }) };
    for (const [system, Stack] of Object.entries(systems)) new Stack(app, `${system}-${stageName}`, props);
    const { dnis, dialtone } = stage;
    if (dnis) new RollingDnisStack(app, `rolling-dnis-${stageName}`, { ...props, dnis });
    if (dialtone) new DialtoneStack(app, `dialtone-${stageName}`, { ...props, dialtone });
  }
};
