import type { ControlPlane } from '@dialplane/forwarding-control';
import { type Clock, describeIssues, type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import type { ChimeApplication } from '@dialplane/number-routing';
import { redact } from '@dialplane/phone-numbers';
import type { ApplicationService } from './application-service';
import { deleteNumber, type DeleteResult } from './undo-number';
import type { NumberPorts } from './number-ports';
import { parseChimeInvocation } from './parse-invocation';
import { waitBefore } from './retry';
import { onApplication, onMessageLog } from './provide-application';
import { finishUpdates } from './finish-updates';
import { createNumber, type Provided, updateNumber } from './provide-number';
import { readProvidedNumber, type Revision } from './read-number';
import type { ProvisioningInvocation, NumberRequest } from './request';
import type { Returned } from './return-numbers';

/** What the app needs from outside. */
export type ProvisionerPorts = Omit<NumberPorts, 'wait' | 'now' | 'endsAt'> & {
  /** The service of an application, and the control plane of the numbers that are forwarded to it. */
  readonly application: (application: ChimeApplication) => {
    readonly service: ApplicationService;
    readonly control: ControlPlane;
  };
  readonly now: Clock;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly log: Logger;
};

/** The `result` of the invocation in Terraform. */
export type ProvisioningResult =
  | Provided
  | Revision
  | DeleteResult
  | { readonly logging: boolean }
  | Returned
  | { readonly finished: number }
  | Record<string, never>;

/** Left for the last answer of the provider and for storing its result. */
const reservedSeconds = 20;

/**
 * Creates, updates, reads and deletes what Terraform has no resource for. The scheduled event `{ kind: 'sweep' }` finishes
 * updates that were accepted.
 *
 * An error fails Terraform's apply. Lambda also logs it, so it contains no phone number.
 */
export const chimeProvisioner =
  (ports: ProvisionerPorts) =>
  async (input: unknown, remainingMilliseconds: number): Promise<ProvisioningResult> => {
    const { now, log } = ports;
    const started = now();
    const until = (started + Math.floor(remainingMilliseconds / 1000) - reservedSeconds) as EpochSeconds;
    try {
      if (isSweep(input)) return await sweep(ports, until);
      const read = parseChimeInvocation(input);
      if (!read.ok) throw new Error(`Cannot read the input: ${describeIssues(read.error)}`);
      const answer = await whilePoliciesSpread(ports, secondsAfter(started, policyDelay), () =>
        carryOut(ports, read.value, until),
      );
      log.info('Carried out', { action: read.value.action, kind: read.value.request.kind });
      return answer;
    } catch (error) {
      log.error('Could not carry out', { error });
      throw new Error(redact(error instanceof Error ? error.message : String(error)));
    }
  };

const isSweep = (input: unknown): boolean => (input as { kind?: unknown } | null)?.kind === 'sweep';

/** @throws one error for all updates that could not be finished, which raises the alarm on the app's errors */
const sweep = async (ports: ProvisionerPorts, until: EpochSeconds): Promise<ProvisioningResult> => {
  const { finished, failures } = await finishUpdates(numberPorts(ports, until));
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('; '));
  if (finished > 0) ports.log.info('Finished updates', { finished });
  return { finished };
};

const numberPorts = (ports: ProvisionerPorts, until: EpochSeconds): NumberPorts => ({
  ...ports,
  wait: waitBefore(until, ports.now, ports.sleep),
  endsAt: secondsAfter(until, reservedSeconds),
});

/**
 * Repeats work that is denied: Terraform invokes the function right after it has created its policies, and IAM takes a while
 * to apply them everywhere (IAM user guide, "Changes that I make are not always immediately visible"). All work is safe to
 * repeat.
 */
const whilePoliciesSpread = async <T>(
  { now, sleep }: ProvisionerPorts,
  deadline: EpochSeconds,
  work: () => Promise<T>,
): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDenied(error) || now() + denialPause > deadline) throw error;
      await sleep(denialPause);
    }
  }
};

/** How long a denial may come from a new policy, and the pause between two attempts, in seconds. */
const policyDelay = 60;
const denialPause = 5;

const isDenied = (error: unknown): boolean =>
  error instanceof Error &&
  /AccessDenied|ForbiddenException|UnauthorizedClient/.test(`${error.name} ${error.message}`);

const carryOut = (
  ports: ProvisionerPorts,
  { action, request }: ProvisioningInvocation,
  until: EpochSeconds,
): Promise<ProvisioningResult> => {
  const mine = numberPorts(ports, until);
  if (request.kind === 'phone-number') return onNumber[action](mine, request);
  const application = { id: request.sipMediaApplicationId, region: request.region };
  const all = { ...ports.application(application), market: ports.market, wait: mine.wait, until };
  const on = request.kind === 'application' ? onApplication : onMessageLog;
  return action === 'delete' ? on.delete(all) : on.create(all);
};

const onNumber: Readonly<
  Record<
    ProvisioningInvocation['action'],
    (ports: NumberPorts, request: NumberRequest) => Promise<ProvisioningResult>
  >
> = { create: createNumber, update: updateNumber, delete: deleteNumber, read: readProvidedNumber };
