import { redact } from '@dialplane/phone-numbers';
import { writeLine, type WriteLine } from './write-line';

/** Counts one thing that happened, such as `ForwardedCalls` by `{ reason: 'busy' }`. */
export type CountMetric = (name: string, dimensions?: Readonly<Record<string, string>>) => void;

/**
 * Counts by writing a line of log that CloudWatch turns into a metric in the namespace `Dialplane`, so that no answer to a
 * caller waits for a request
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 *
 * Each new set of dimension values is a metric of its own, and is paid for: use words, never numbers or ids. Phone numbers
 * are redacted. `now` is in epoch milliseconds, as the format wants it.
 */
export const embeddedMetrics =
  (write: WriteLine = writeLine, now: () => number = Date.now): CountMetric =>
  (name, dimensions = {}) => {
    const values = Object.entries(dimensions).map(([dimension, value]) => [dimension, redact(value)]);
    const directive = {
      Namespace: 'Dialplane',
      Dimensions: [Object.keys(dimensions)],
      Metrics: [{ Name: name, Unit: 'Count' }],
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [directive] },
        ...Object.fromEntries(values),
        [name]: 1,
      }),
    );
  };
