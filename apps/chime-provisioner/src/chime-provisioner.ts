import type { ControlPlane } from '@dialplane/forwarding-control';
import { type Clock, describeIssues, type EpochSeconds } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import type { ChimeApplication } from '@dialplane/number-routing';
import { redact } from '@dialplane/phone-numbers';
import type { ApplicationService } from './application-service';
import { deleteNumber, type DeleteResult } from './give-number-back';
import type { NumberPorts } from './number-ports';
import { parseInvocation } from './parse-invocation';
import { pauseUntil } from './patience';
import { clearApplication, setApplication } from './provide-application';
import { createNumber, type Provided, updateNumber } from './provide-number';
import type { ProvisioningInvocation, NumberRequest } from './request';
import type { Returned } from './return-numbers';

/** Everything the app asks of the outside world. */
export type ProvisionerPorts = Omit<NumberPorts, 'pause' | 'now'> & {
  /** What is asked about an application, and about the numbers that are forwarded to it. */
  readonly application: (application: ChimeApplication) => {
    readonly service: ApplicationService;
    readonly control: ControlPlane;
  };
  readonly now: Clock;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly log: Logger;
};

/** What Terraform gets: the `result` of the invocation. */
export type ProvisioningResult = Provided | DeleteResult | { readonly logging: boolean } | Returned;

/** Kept for the last answer of the provider, and for writing down what came of it. */
const spareSeconds = 20;

/**
 * Brings about, changes and undoes what Terraform has no resource for.
 *
 * What it throws fails Terraform's apply. Lambda writes that into its log, so it holds no phone number.
 */
export const chimeProvisioner =
  (ports: ProvisionerPorts) =>
  async (input: unknown, remainingMilliseconds: number): Promise<ProvisioningResult> => {
    const { now, log } = ports;
    const until = (now() + Math.floor(remainingMilliseconds / 1000) - spareSeconds) as EpochSeconds;
    try {
      const read = parseInvocation(input);
      if (!read.ok) throw new Error(`Cannot read the input: ${describeIssues(read.error)}`);
      const answer = await carryOut(ports, read.value, until);
      log.info('Carried out', { action: read.value.action, kind: read.value.request.kind });
      return answer;
    } catch (error) {
      log.error('Could not carry out', { error });
      throw new Error(redact(error instanceof Error ? error.message : String(error)));
    }
  };

const carryOut = (
  ports: ProvisionerPorts,
  { action, request }: ProvisioningInvocation,
  until: EpochSeconds,
): Promise<ProvisioningResult> => {
  const pause = pauseUntil(until, ports.now, ports.sleep);
  if (request.kind === 'phone-number') return onNumber[action]({ ...ports, pause }, request);
  const application = { id: request.sipMediaApplicationId, region: request.region };
  const all = { ...ports.application(application), market: ports.market, pause, until };
  return action === 'delete' ? clearApplication(all) : setApplication(all, request);
};

const onNumber: Readonly<
  Record<
    ProvisioningInvocation['action'],
    (ports: NumberPorts, request: NumberRequest) => Promise<ProvisioningResult>
  >
> = { create: createNumber, update: updateNumber, delete: deleteNumber };
