import type { RehearsalContext } from './rehearse-forwarding';
import { localRating } from './local-rating';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
import { updateSettings } from './update-settings';
import { callsOfToday, type RatingDeployment, ratingUses } from './use-rating';

/** Rehearses rating: the deployed functions rate calls, and the buckets are destroyed with their objects. */
export const rehearseRating = async (
  stack: LocalStack,
  { aws, account, region }: Omit<RehearsalContext, 'chime'>,
  step: Steps['step'],
): Promise<void> => {
  const deployed = async (outputs: Readonly<Record<string, string>>): Promise<RatingDeployment> => {
    const output = (name: string) => outputs[name] ?? '';
    return {
      account,
      rating: localRating(aws, region),
      records: output('records_bucket'),
      results: output('monthly_results_bucket'),
      loader: output('monthly_price_loader'),
      rater: output('monthly_cdr_rater'),
      job: output('monthly_glue_job'),
      failures: output('monthly_failures_queue'),
      ...callsOfToday(),
    };
  };
  const update = () =>
    updateSettings(
      stack,
      { aws_lambda_function: { memory_size: 1769 }, aws_cloudwatch_metric_alarm: { evaluation_periods: 2 } },
      step,
    );
  await rehearse(stack, account, { deployed, uses: ratingUses, update }, step);
};
