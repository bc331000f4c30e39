import type { EpochSeconds } from '@dialplane/basics';
import { advance } from './advance';
import type { ControlPlane } from './control-plane';
import { numberInId, type Operation } from './operation';

/**
 * How an operation stands. Asking moves it on, if it is due. Only the last operation of a number is known: of earlier
 * ones the audit trail tells the end.
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
