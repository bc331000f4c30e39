import { addApplications } from './commands/applications';
import { addCall } from './commands/call';
import { addConnectors } from './commands/connectors';
import { addDialtone } from './commands/dialtone/dialtone';
import { addDnis } from './commands/dnis/dnis';
import { addDoctor } from './commands/doctor';
import { addForward } from './commands/forward/forward';
import { addNumbers } from './commands/numbers';
import { addOperation } from './commands/operation';
import { addPhone } from './commands/phone';
import { addPrompts } from './commands/prompts';
import { addRate } from './commands/rate';
import { addSma } from './commands/sma';
import type { AddCommand } from './session';

/** Every command, in the order of `--help`. */
export const commands: readonly AddCommand[] = [
  addNumbers,
  addForward,
  addCall,
  addPhone,
  addConnectors,
  addApplications,
  addPrompts,
  addOperation,
  addRate,
  addSma,
  addDialtone,
  addDnis,
  addDoctor,
];
