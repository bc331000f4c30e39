import type { ChimeNumberOrder } from '../account';
import { badRequest, chimeNotFound } from '../chime-error';
import type { OutputOf } from '../chime-operation-types';
import { findNumber, inE164, makeRoomFor } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours, ChimeService } from '../service';
import { checkCountry } from './phone-numbers';

/** Orders for numbers. An order completes later, without the numbers that are already taken. */
export const chimeNumberOrders = {
  CreatePhoneNumberOrder: (service, { ProductType, E164PhoneNumbers, Name }) => {
    const { account, now, newId, delays } = service;
    const wanted = E164PhoneNumbers.map(inE164);
    if (new Set(wanted).size < wanted.length)
      throw badRequest('Cannot order phone numbers: expected each number once');
    for (const number of wanted) checkCountry(number, ProductType);
    const numbers = wanted.map((number) => ({ number, comes: !findNumber(service, number) }));
    makeRoomFor(service, numbers.filter(({ comes }) => comes).length);

    const createdAt = now();
    const doneAt = createdAt + delays.order;
    const order: ChimeNumberOrder = { id: newId(), productType: ProductType, createdAt, doneAt, numbers };
    account.orders.set(order.id, order);
    for (const { number } of numbers.filter(({ comes }) => comes))
      account.numbers.set(number, {
        number,
        orderId: order.id,
        createdAt,
        updatedAt: createdAt,
        arrivesAt: doneAt,
        productType: ProductType,
        ...(Name !== undefined && { name: Name }),
      });
    return { PhoneNumberOrder: inApiWords(service, order) };
  },

  GetPhoneNumberOrder: (service, { PhoneNumberOrderId }) => {
    const order = service.account.orders.get(PhoneNumberOrderId);
    if (!order)
      throw chimeNotFound(
        `Cannot find the phone number order "${PhoneNumberOrderId}": expected one of the account's`,
      );
    return { PhoneNumberOrder: inApiWords(service, order) };
  },

  ListPhoneNumberOrders: (service, input) => {
    const { page, ...next } = chimePageOf([...service.account.orders.values()], ({ id }) => id, input);
    return { PhoneNumberOrders: page.map((order) => inApiWords(service, order)), ...next };
  },
} satisfies ChimeBehaviours;

const inApiWords = (
  { now }: ChimeService,
  { id, productType, createdAt, doneAt, numbers }: ChimeNumberOrder,
): NonNullable<OutputOf<'GetPhoneNumberOrder'>['PhoneNumberOrder']> => {
  const done = now() >= doneAt;
  return {
    PhoneNumberOrderId: id,
    ProductType: productType,
    OrderType: 'New',
    Status: done ? outcome(numbers) : 'Processing',
    OrderedPhoneNumbers: numbers.map(({ number, comes }) => ({
      E164PhoneNumber: number,
      Status: done ? (comes ? 'Acquired' : 'Failed') : 'Processing',
    })),
    CreatedTimestamp: new Date(createdAt),
    UpdatedTimestamp: new Date(done ? doneAt : createdAt),
  };
};

const outcome = (numbers: ChimeNumberOrder['numbers']): 'Successful' | 'Partial' | 'Failed' => {
  if (numbers.every(({ comes }) => comes)) return 'Successful';
  return numbers.some(({ comes }) => comes) ? 'Partial' : 'Failed';
};
