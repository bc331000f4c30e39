import type { EpochSeconds } from '@dialplane/basics';
import { advance } from './advance';
import type { ControlPlane } from './control-plane';
import { numberInId, type Operation } from './operation';

/**
 * The current state of an operation. Polling also advances it when it is due. Only the last operation of a number is
 * kept; the audit trail has the results of earlier ones.
 *
 * @returns undefined if the id is not that of a number's last operation
 */
export const operationStatus = async (
  control: ControlPlane,
  id: string,
  until: EpochSeconds,
): Promise<Operation | undefined> => {
  const number = numberInId(id);
  const operation = number && (await control.operations.find(number));
  if (operation?.id !== id) return undefined;
  return advance(control, operation.number, until);
};
