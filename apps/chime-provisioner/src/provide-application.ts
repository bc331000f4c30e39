import { insist, surely } from './patience';
import type { ApplicationRequest } from './request';
import { type ApplicationPorts, returnNumbers, type Returned } from './return-numbers';

/**
 * Sets what Terraform cannot set of an application, as its create and its update.
 * @throws if it cannot be done, or not yet, or there is no such application
 */
export const setApplication = async (
  { service, control, pause }: ApplicationPorts,
  { logging }: Pick<ApplicationRequest, 'logging'>,
): Promise<{ readonly logging: boolean }> => {
  const { application } = control;
  const what = `set the logging of the application "${application.id}"`;
  if (!(await insist(pause, what, () => service.setLogging(application, logging))))
    throw new Error(`Cannot ${what}: there is none in ${application.region}`);
  return { logging };
};

/**
 * Makes an application ready to be deleted by Terraform: no number is forwarded to it any more, and nothing is logged.
 * Nothing has to be written down for it: what is left to do is what the provider and the store still show.
 * @throws if it cannot be done, or not yet
 */
export const clearApplication = async (ports: ApplicationPorts): Promise<Returned> => {
  const { service, control, pause } = ports;
  const returned = await returnNumbers(ports);
  const { application } = control;
  const what = `turn off the logging of the application "${application.id}"`;
  await surely(pause, () => insist(pause, what, () => service.setLogging(application, false)));
  return returned;
};
