import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from 'constructs';
import { exceptFrom } from './except';

/** A log group whose lines expire. */
export class ExpiringLog extends CloudwatchLogGroup {
  constructor(
    scope: Construct,
    id: string,
    { name, days }: { readonly name: string; readonly days: number },
  ) {
    super(scope, id, { name, retentionInDays: days });
    exceptFrom(this, {
      CKV_AWS_158:
        'CloudWatch encrypts logs with a key of its own. They contain no full phone number and no secret.',
      ...(days < 365 && {
        CKV_AWS_338: 'Logs of calls are personal data. They are kept as long as the stack says.',
      }),
    });
  }
}
