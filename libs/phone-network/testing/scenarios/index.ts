import type { Scenario } from '../scenario';
import { legs } from './legs';
import { lists } from './lists';
import { media } from './media';
import { meetings } from './meetings';
import { parameters } from './parameters';
import { placedCalls } from './placed-calls';
import { responses } from './responses';
import { sipRules } from './sip-rules';

/** Every scenario, by its subject. */
export const groups: Readonly<Record<string, readonly Scenario[]>> = {
  Responses: responses,
  'Lists of actions': lists,
  'Parameters of actions': parameters,
  'Legs and hang-ups': legs,
  'Sounds, digits and recordings': media,
  Meetings: meetings,
  'Placed calls and updates': placedCalls,
  'SIP rules, host names and our own numbers': sipRules,
};

export const scenarios: readonly Scenario[] = Object.values(groups).flat();
