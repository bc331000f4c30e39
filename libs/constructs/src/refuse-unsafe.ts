import { Annotations, TerraformStack, type IAspect } from 'cdktf';
import { stackIssues } from './stack-rules';

/**
 * An aspect that stops a stack from being synthesized while `stackIssues` finds anything in it.
 * Add it to a stack, not to the app: cdktf reads the aspects of stacks only.
 */
export const refuseUnsafe: IAspect = {
  visit: (node) => {
    if (!TerraformStack.isStack(node)) return;
    for (const { path, message } of stackIssues(node.toTerraform()))
      Annotations.of(node).addError(`${path} ${message}`);
  },
};
