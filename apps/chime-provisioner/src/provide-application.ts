import type { ApplicationPorts } from './application-ports';
import { confirmAbsence, retry } from './retry';
import type { ApplicationRequest } from './request';
import { type Returned, returnNumbers } from './return-numbers';

/**
 * Terraform's create and update of an application: sets what Terraform itself cannot set.
 * @throws if it cannot be done, or not yet, or the application does not exist
 */
export const setApplication = async (
  { service, control, wait }: ApplicationPorts,
  { logging }: Pick<ApplicationRequest, 'logging'>,
): Promise<{ readonly logging: boolean }> => {
  const { application } = control;
  const what = `set the logging of the application "${application.id}"`;
  if (!(await retry(wait, what, () => service.setLogging(application, logging))))
    throw new Error(`Cannot ${what}: there is none in ${application.region}`);
  return { logging };
};

/**
 * Terraform's delete of an application: no number is forwarded to it any more, and its logging is off. It keeps no record,
 * because the provider and the store show what is left to do.
 * @throws if it cannot be done, or not yet
 */
export const clearApplication = async (ports: ApplicationPorts): Promise<Returned> => {
  const { service, control, wait } = ports;
  const returned = await returnNumbers(ports);
  const { application } = control;
  const what = `turn off the logging of the application "${application.id}"`;
  await confirmAbsence(wait, () => retry(wait, what, () => service.setLogging(application, false)));
  return returned;
};
