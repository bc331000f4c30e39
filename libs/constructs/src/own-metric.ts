import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Count } from './count-alarm';

/** The CloudWatch namespace of a stack's own metrics. Each stack has one, so that stages in one account do not mix. */
export const metricNamespace = (scope: Construct): string => `Dialplane/${TerraformStack.of(scope).node.id}`;

/** A metric that the apps of this stack count. `LambdaApp` tells them the namespace. */
export const ownMetric = (
  scope: Construct,
  metric: string,
  dimensions: Readonly<Record<string, string>> = {},
): Count => ({ namespace: metricNamespace(scope), metric, dimensions });
