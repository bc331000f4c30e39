import type { OrderStatus } from './number-market';
import { presence } from './number-status';

/** The state of a number's purchase. */
export type Purchase = {
  /** The provider's status of the number; undefined while the account does not have it. */
  readonly status: string | undefined;
  readonly orders: OrderStatus;
  /** The result of this invocation's order. Earlier orders are in `orders`. */
  readonly asked: 'not-yet' | 'accepted' | 'refused';
};

/**
 * The next step of a purchase. Pure: it looks at what the provider shows, so an order whose answer was lost is found, and none is
 * placed twice.
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
