import { Construct } from 'constructs';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/**
 * The permission to have an AWS service deliver its logs to CloudWatch Logs. AWS documents these actions with the resource "*"
 * (CloudWatch Logs user guide, "Enable logging from AWS services", "Logging that requires additional permissions [V1]").
 */
export const logDeliveryActions = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
] as const;

/** The log deliveries of one Region. */
export class LogDelivery extends Construct implements Usable<'manage'> {
  private readonly region: string;

  constructor(scope: Construct, id: string, { region }: { readonly region: string }) {
    super(scope, id);
    this.region = region;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: logDeliveryActions, resources: ['*'], only: { 'aws:RequestedRegion': this.region } }];
  }
}
