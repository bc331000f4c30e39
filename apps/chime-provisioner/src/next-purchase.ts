import type { OrderStatus } from './number-market';
import { presence } from './number-status';

/** How the purchase of a chosen number stands. */
export type Purchase = {
  /** The provider's word for the number; undefined while the account does not have it. */
  readonly status: string | undefined;
  readonly orders: OrderStatus;
  /** What came of ordering it, this time. Orders of earlier times are in `orders`. */
  readonly asked: 'not-yet' | 'accepted' | 'refused';
};

/**
 * What is next for a number that was chosen. Pure, and goes by what the provider says: an order that nobody remembers is
 * found, and none is made twice.
 */
export const nextPurchase = ({
  status,
  orders,
  asked,
}: Purchase): 'there' | 'wait' | 'order' | 'choose-another' => {
  if (status !== undefined) {
    const is = presence(status);
    if (is === 'arriving') return 'wait';
    return is === 'here' ? 'there' : 'choose-another';
  }
  if (orders === 'failed') return 'choose-another';
  if (orders !== 'none' || asked === 'accepted') return 'wait';
  return asked === 'refused' ? 'choose-another' : 'order';
};
