import type { EpochSeconds } from '@dialplane/basics';
import type { Routing } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { NumberSource } from './number-source';
import type { NumberRequest } from './request';

/**
 * The record of a provided number. It is stored before anything is done, so the next invocation can resume or undo the work
 * after a crash at any moment.
 */
export type ProvidedNumber = {
  readonly name: string;
  readonly source: NumberSource;
  readonly number: E164;
  /** When it was chosen. */
  readonly chosenAt: EpochSeconds;
  /** The state of an adopted number before it was adopted. It goes back to this. */
  readonly before?: { readonly routing: Routing; readonly name?: string };
  /** Where its calls have to go. */
  readonly wanted: Routing;
  readonly onDestroy: NumberRequest['onDestroy'];
  /**
   * `ordering`: it may not be in the account yet. `moving`: it is in the account, and being moved for its create. `ready`: it
   * is where it is wanted. `updating`: it was ready, and is being moved for an update, which the sweep finishes if need be.
   * `leaving`: it is being deleted.
   */
  readonly status: 'ordering' | 'moving' | 'ready' | 'updating' | 'leaving';
  /** The revision of the last request that was accepted. @default none */
  readonly revision?: string;
  /** Who is carrying out an update, and until when at most. Terraform waits for the sweep, and the sweep skips the number. */
  readonly worker?: { readonly by: 'terraform' | 'sweep'; readonly until: EpochSeconds };
  /** Whether the account has had the number. If not, there is nothing to undo. */
  readonly acquired: boolean;
  /** Counts its writes, from 1. */
  readonly version: number;
};

/** Where calls to the number have to go, by a request. */
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
