import { stackIssues } from './stack-rules';
import type { SynthesizedStack } from './synthesized-stack';

/**
 * Stops a synthesis when a stack breaks a rule of `stackIssues`. `except` excepts a resource from a rule.
 *
 * @returns the stack, unchanged
 * @throws with the address of each resource that breaks a rule, and the id of the rule
 */
export const refuseUnsafe = <Stack extends SynthesizedStack>(stack: Stack, name: string): Stack => {
  const issues = stackIssues(stack).map(({ path, rule, message }) => `  ${path} ${message} (${rule})`);
  if (issues.length > 0) throw new Error(`Cannot deploy "${name}":\n${issues.join('\n')}`);
  return stack;
};
