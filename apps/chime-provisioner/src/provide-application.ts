import type { ApplicationPorts } from './application-ports';
import { confirmAbsence, retry } from './retry';
import { type Returned, returnNumbers } from './return-numbers';

/** What is done with an application for each action of Terraform. */
export const onApplication = {
  /** There is nothing to set: it is here for its delete. */
  create: async (): Promise<Record<string, never>> => ({}),
  /** No number is forwarded to it any more. It keeps no record: the provider and the store show what is left to do. */
  delete: (ports: ApplicationPorts): Promise<Returned> => returnNumbers(ports),
};

/** What is done with the message log of an application for each action of Terraform. */
export const onMessageLog = {
  create: async ({ service, control, wait }: ApplicationPorts): Promise<{ readonly logging: boolean }> => {
    const { application } = control;
    const what = `turn on the message log of the application "${application.id}"`;
    if (!(await retry(wait, what, () => service.setLogging(application, true))))
      throw new Error(`Cannot ${what}: there is none in ${application.region}`);
    return { logging: true };
  },
  delete: async ({ service, control, wait }: ApplicationPorts): Promise<{ readonly logging: boolean }> => {
    const { application } = control;
    const what = `turn off the message log of the application "${application.id}"`;
    await confirmAbsence(wait, () => retry(wait, what, () => service.setLogging(application, false)));
    return { logging: false };
  },
};
