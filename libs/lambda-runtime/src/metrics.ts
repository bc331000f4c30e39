import { redact } from '@dialplane/phone-numbers';
import { writeLine, type WriteLine } from './write-line';

/**
 * Counts what happened, such as `ForwardedCalls` by `{ reason: 'busy' }`: once, unless `value` says how often. A measured
 * value, such as a pool's use in percent, is written the same way.
 */
export type CountMetric = (
  name: string,
  dimensions?: Readonly<Record<string, string>>,
  value?: number,
) => void;

/**
 * Counts by writing a line of log that CloudWatch turns into a metric, so that no answer to a caller
 * waits for a request
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 *
 * Each new set of dimension values is a metric of its own, and is paid for: use words, never numbers or ids. Phone numbers
 * are redacted.
 *
 * @param now in epoch milliseconds, as the format requires
 * @param namespace a deployed app gets that of its stack, such as `Dialplane/forwarding-live`
 */
export const embeddedMetrics =
  (
    write: WriteLine = writeLine,
    now: () => number = Date.now,
    namespace = process.env['METRICS_NAMESPACE'] ?? 'Dialplane',
  ): CountMetric =>
  (name, dimensions = {}, value = 1) => {
    const words = Object.entries(dimensions).map(([dimension, word]) => [dimension, redact(word)]);
    const directive = {
      Namespace: namespace,
      Dimensions: [Object.keys(dimensions)],
      Metrics: [{ Name: name, Unit: 'Count' }],
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [directive] },
        ...Object.fromEntries(words),
        [name]: value,
      }),
    );
  };
