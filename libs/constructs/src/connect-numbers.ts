import { ConnectPhoneNumber } from '@cdktf/provider-aws/lib/connect-phone-number';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { ConnectInstance } from './connect-instance';
import type { Allowance } from './policy';
import type { Usable } from './usable';

export type ConnectNumbersProps = {
  readonly instance: ConnectInstance;
  readonly region: string;
  /** How many are claimed. */
  readonly count: number;
  /** Two letters, such as `US`. */
  readonly country: string;
  readonly type: 'DID' | 'TOLL_FREE';
  /** Whether Terraform refuses to release them. A released number rests for up to 180 days. */
  readonly keeps: boolean;
  /** Ids of numbers that the instance has already. They stay claimed when the stack is destroyed. @default none */
  readonly adopt?: readonly string[];
  /** Numbers that must be claimed before. @default none */
  readonly after?: readonly ConnectPhoneNumber[];
};

/** A number of an instance, whoever claimed it. */
export type ConnectNumber = { readonly id: string; readonly arn: string };

/**
 * Phone numbers of an instance. New ones are claimed one after the other: claimed at once, they would all take the first
 * number that Amazon Connect offers (hashicorp/terraform-provider-aws issue 45572). A number is never replaced: what would
 * replace it is ignored.
 */
export class ConnectNumbers extends Construct implements Usable<'route'> {
  /** Those that Terraform claims. */
  readonly claimed: readonly ConnectPhoneNumber[];
  /** Those and the adopted ones. */
  readonly numbers: readonly ConnectNumber[];
  private readonly instance: ConnectInstance;

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
    const arnOf = (number: string) => `arn:aws:connect:${region}:${accountIdOf(this)}:phone-number/${number}`;
    this.numbers = [...numbers, ...adopt.map((number) => ({ id: number, arn: arnOf(number) }))];
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
