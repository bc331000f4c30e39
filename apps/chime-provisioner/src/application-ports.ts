import type { ControlPlane } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/basics';
import type { ApplicationService } from './application-service';
import type { NumberMarket } from './number-market';
import type { WaitIfTime } from './retry';

/** What providing an application needs from outside. */
export type ApplicationPorts = {
  readonly service: ApplicationService;
  readonly control: ControlPlane;
  readonly market: NumberMarket;
  readonly wait: WaitIfTime;
  /** When to stop starting new actions. */
  readonly until: EpochSeconds;
};
