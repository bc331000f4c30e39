import type { TerraformElement } from 'cdktf';
import type { SynthesizedResource } from './synthesized-stack';

/**
 * Excepts one resource from one rule, with the reason. The reason is written beside the resource in the synthesised stack.
 *
 * @param rule the id of a rule of `stackIssues`, such as `throttles-alarm`, or of Checkov, such as `CKV_AWS_18`
 */
export const except = (resource: TerraformElement, rule: string, reason: string): void =>
  // Checkov reads this comment in any line of the resource ("Suppressing and skipping policies").
  resource.addOverride(
    `//.${KEY}.${rule}`,
    `${fromCheckov.test(rule) ? 'checkov:skip' : 'except'}=${rule}:${reason}`,
  );

/** Excepts a resource from several rules: reasons by the id of the rule. */
export const exceptFrom = (resource: TerraformElement, reasons: Readonly<Record<string, string>>): void => {
  for (const [rule, reason] of Object.entries(reasons)) except(resource, rule, reason);
};

/** The ids of our own rules that a resource is excepted from. */
export const exceptionsIn = (resource: SynthesizedResource): ReadonlySet<string> =>
  new Set(Object.keys(Object(Object(resource['//'])[KEY])).filter((rule) => !fromCheckov.test(rule)));

const KEY = 'exceptions';

const fromCheckov = /^CKV/;
