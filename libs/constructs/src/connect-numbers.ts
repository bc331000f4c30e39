import { ConnectPhoneNumber } from '@cdktf/provider-aws/lib/connect-phone-number';
import { Construct } from 'constructs';
import type { ConnectInstance } from './connect-instance';
import type { Allowance } from './policy';
import type { Usable } from './usable';

export type ConnectNumbersProps = {
  readonly instance: ConnectInstance;
  readonly count: number;
  /** Two letters, such as `US`. */
  readonly country: string;
  readonly type: 'DID' | 'TOLL_FREE';
  /** Whether Terraform refuses to release them. A released number rests for up to 180 days. */
  readonly keeps: boolean;
  /** Numbers that must be claimed before. @default none */
  readonly after?: readonly ConnectPhoneNumber[];
};

/**
 * Phone numbers that are claimed for an instance, one after the other: claimed at once, they would all take the first
 * number that Amazon Connect offers (hashicorp/terraform-provider-aws issue 45572). A number is never replaced: what would
 * replace it is ignored.
 */
export class ConnectNumbers extends Construct implements Usable<'route'> {
  readonly numbers: readonly ConnectPhoneNumber[];
  private readonly instance: ConnectInstance;

  constructor(
    scope: Construct,
    id: string,
    { instance, count, country, type, keeps, after = [] }: ConnectNumbersProps,
  ) {
    super(scope, id);
    this.instance = instance;
    const numbers: ConnectPhoneNumber[] = [];
    for (let at = 0; at < count; at += 1) {
      const before = numbers.at(-1) ?? after.at(-1);
      numbers.push(
        new ConnectPhoneNumber(this, String(at), {
          targetArn: instance.arn,
          countryCode: country,
          type,
          lifecycle: {
            preventDestroy: keeps,
            ignoreChanges: ['description', 'prefix', 'country_code', 'type'],
          },
          ...(before && { dependsOn: [before] }),
        }),
      );
    }
    this.numbers = numbers;
  }

  /** To route a number is to read it, and to associate a flow of the instance with it or end that. */
  allowancesFor(): readonly Allowance[] {
    const [first, ...others] = this.numbers.map(({ arn }) => arn);
    if (first === undefined) return [];
    return [
      {
        actions: [
          'connect:DescribePhoneNumber',
          'connect:AssociatePhoneNumberContactFlow',
          'connect:DisassociatePhoneNumberContactFlow',
        ],
        resources: [first, ...others],
      },
      {
        actions: ['connect:AssociatePhoneNumberContactFlow', 'connect:BatchGetFlowAssociation'],
        resources: [this.instance.arn, `${this.instance.arn}/contact-flow/*`],
      },
    ];
  }
}
