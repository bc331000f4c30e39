import type { RehearsalContext } from './rehearse-forwarding';
import { localRating } from './local-rating';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
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
  await rehearse(stack, account, { deployed, uses: ratingUses }, step);
};
