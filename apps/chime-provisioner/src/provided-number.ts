import type { EpochSeconds } from '@dialplane/basics';
import type { Routing } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { NumberSource } from './number-source';
import type { NumberRequest } from './request';

/**
 * What we know of a number that we provide. Written before anything is done, so that whoever comes next, after a crash at
 * any moment, can go on or undo it.
 */
export type ProvidedNumber = {
  readonly name: string;
  readonly source: NumberSource;
  readonly number: E164;
  /** When it was chosen. */
  readonly chosenAt: EpochSeconds;
  /** How an adopted number was before: where it goes back to. */
  readonly before?: { readonly routing: Routing; readonly name?: string };
  /** Where its calls are to go. */
  readonly wanted: Routing;
  readonly onDestroy: NumberRequest['onDestroy'];
  /**
   * `ordering`: it may not be in the account yet. `moving`: it is there, on its way to where it is wanted. `ready`: it is
   * there. `leaving`: it is being undone.
   */
  readonly status: 'ordering' | 'moving' | 'ready' | 'leaving';
  /** Whether the account has had it. What it never had needs no undoing. */
  readonly acquired: boolean;
  /** Counts its writes, from 1. */
  readonly version: number;
};

/** Where a request wants the number's calls to go. */
export const wantedRouting = ({
  connectorId,
  productType,
}: Pick<NumberRequest, 'connectorId' | 'productType'>): Routing =>
  connectorId ? { kind: 'connector', connectorId } : { kind: 'nothing', productType };

/** Whether two routings are the same. */
export const isSameRouting = (one: Routing, other: Routing): boolean => keyOf(one) === keyOf(other);

const keyOf = (routing: Routing): string => {
  switch (routing.kind) {
    case 'application':
      return routing.kind;
    case 'connector':
      return `${routing.kind}/${routing.connectorId}`;
    case 'connector-group':
      return `${routing.kind}/${routing.groupId}`;
    case 'nothing':
      return `${routing.kind}/${routing.productType}`;
  }
};
