import type { Construct } from 'constructs';
import type { Count } from './count-alarm';
import { metricNamespace } from './names';

/** A metric that the apps of this stack count. `LambdaApp` tells them the namespace. */
export const ownMetric = (
  scope: Construct,
  metric: string,
  dimensions: Readonly<Record<string, string>> = {},
): Count => ({ namespace: metricNamespace(scope), metric, dimensions });
