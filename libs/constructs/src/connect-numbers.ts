import { ConnectPhoneNumber } from '@cdktf/provider-aws/lib/connect-phone-number';
import { Construct } from 'constructs';
import { accountIdOf, partitionOf } from './account';
import type { ConnectInstance } from './connect-instance';
import type { Allowance } from './policy';
import type { Usable } from './usable';

export type ConnectNumbersProps = {
  readonly instance: ConnectInstance;
  readonly region: string;
  /** How many numbers to claim. */
  readonly count: number;
  /** ISO 3166 code, such as `US`. */
  readonly country: string;
  readonly type: 'DID' | 'TOLL_FREE';
  /** Whether Terraform refuses to release them. A released number may be unavailable for up to 180 days. */
  readonly keeps: boolean;
  /** Ids of existing numbers of the instance. They stay claimed when the stack is destroyed. @default none */
  readonly adopt?: readonly string[];
  /** Numbers that must be claimed first. @default none */
  readonly after?: readonly ConnectPhoneNumber[];
};

/** A number of an instance, claimed or adopted. */
export type ConnectNumber = { readonly id: string; readonly arn: string };

/**
 * Phone numbers of an instance, new or adopted. Terraform claims the new ones one after another. Claims at the same time would
 * all request the first number that Amazon Connect offers (hashicorp/terraform-provider-aws issue 45572). Terraform never
 * replaces a number: it ignores the changes that would need a replacement.
 */
export class ConnectNumbers extends Construct implements Usable<'route'> {
  /** The numbers that Terraform claims. */
  readonly claimed: readonly ConnectPhoneNumber[];
  /** The claimed and the adopted numbers. */
  readonly numbers: readonly ConnectNumber[];
  private readonly instance: ConnectInstance;
  private readonly region: string;

  constructor(
    scope: Construct,
    id: string,
    { instance, region, count, country, type, keeps, adopt = [], after = [] }: ConnectNumbersProps,
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
    this.claimed = numbers;
    this.region = region;
    const arnOf = (number: string) =>
      `arn:${partitionOf(this)}:connect:${region}:${accountIdOf(this)}:phone-number/${number}`;
    this.numbers = [...numbers, ...adopt.map((number) => ({ id: number, arn: arnOf(number) }))];
  }

  /**
   * Routing a number means to read it, and to associate it with a flow of the instance or end the association. IAM cannot limit
   * the question for associations to these numbers.
   */
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
        actions: ['connect:AssociatePhoneNumberContactFlow'],
        resources: [`${this.instance.arn}/contact-flow/*`],
      },
      {
        actions: ['connect:BatchGetFlowAssociation'],
        resources: ['*'],
        only: { 'aws:RequestedRegion': this.region },
      },
    ];
  }
}
