export { everyItem } from './every-item';
export { findConnector } from './find-connector';
export type * from './inventory';
export { chimeInventory } from './chime-inventory';
export { moveNumber, type NumberMove, type NotMoved } from './move-number';
export { nextStep, type NextStep, type RoutingStep } from './next-step';
export type { NumberProvider, ProviderFailure } from './number-provider';
export { chimeNumbers } from './chime-numbers';
export { askChime, undefinedIfNotFound } from './chime-failure';
export {
  type ChimeApplication,
  isRuleOf,
  noApplication,
  type NumberRule,
  type ProviderNumber,
  routingOf,
} from './provider-number';
export type { NumberProductType, Routing } from './routing';
