import type { E164 } from '@dialplane/phone-numbers';

/** A number that the account has already, or a new one, which costs money from then on. */
export type NumberSource =
  { readonly kind: 'adopt'; readonly number: E164 } | { readonly kind: 'order'; readonly with: Criteria };

/** Criteria for a new number, in the US. */
export type Criteria =
  | { readonly areaCode: string }
  /** Two letters, such as `WA`. */
  | { readonly state: string }
  | { readonly tollFreePrefix: string };

/** Whether both ask for the same number, or for a new one by the same criteria. */
export const isSameSource = (one: NumberSource, other: NumberSource): boolean => {
  if (one.kind === 'adopt') return other.kind === 'adopt' && other.number === one.number;
  return other.kind === 'order' && describeCriteria(other.with) === describeCriteria(one.with);
};

/** Criteria in a few words, to follow "a number with". */
export const describeCriteria = (criteria: Criteria): string => {
  if ('areaCode' in criteria) return `area code ${criteria.areaCode}`;
  if ('state' in criteria) return `state ${criteria.state}`;
  return `toll-free prefix ${criteria.tollFreePrefix}`;
};
