import type { E164 } from '@dialplane/phone-numbers';

/** Where a number comes from: one that the account has already, or a new one, which costs money from then on. */
export type NumberSource =
  { readonly kind: 'adopt'; readonly number: E164 } | { readonly kind: 'order'; readonly with: Criteria };

/** What a new number must have; in the US. */
export type Criteria =
  | { readonly areaCode: string }
  /** Two letters, such as `WA`. */
  | { readonly state: string }
  | { readonly tollFreePrefix: string };

/** Whether both ask for the same number, or for one that is as good. */
export const isSameSource = (one: NumberSource, other: NumberSource): boolean => {
  if (one.kind === 'adopt') return other.kind === 'adopt' && other.number === one.number;
  return other.kind === 'order' && describeCriteria(other.with) === describeCriteria(one.with);
};

/** Criteria in a few words, as they stand behind "a number with". */
export const describeCriteria = (criteria: Criteria): string => {
  if ('areaCode' in criteria) return `area code ${criteria.areaCode}`;
  if ('state' in criteria) return `state ${criteria.state}`;
  return `toll-free prefix ${criteria.tollFreePrefix}`;
};
