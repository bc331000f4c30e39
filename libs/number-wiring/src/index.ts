export { everyItem } from './every-item';
export { findConnector } from './find-connector';
export type * from './inventory';
export { chimeInventory } from './chime-inventory';
export { moveNumber, type Move, type NotMoved } from './move-number';
export { nextStep, type Next, type Step } from './next-step';
export type { NumberProvider, Setback } from './number-provider';
export { chimeNumbers } from './chime-numbers';
export { atChime, unlessNotFound } from './chime-failure';
export {
  type Application,
  isRuleOf,
  noApplication,
  type SipRule,
  type WiredNumber,
  wiringOf,
} from './wired-number';
export { describeWiring, type ProductType, type Wiring } from './wiring';
