import { type FlowDocument, readFlow } from '@dialplane/connect-flows';
import type { SimulatedConnectInstance } from '@dialplane/phone-network';
import type { StoredInstance } from './connect-account';
import { type ConnectService, idIn, instanceArn } from './connect-service';
import { isOpenAt } from './open-hours';
import { queues } from './operations/queues';

/** Where a call to a number goes. Without a flow it is not answered. */
export type ConnectRoute =
  | { readonly kind: 'connect'; readonly instance: SimulatedConnectInstance; readonly flow: FlowDocument }
  | { readonly kind: 'none' };

/** Where a call to a number goes now. undefined: the account has no such number. */
export const connectRouteOf = (service: ConnectService, number: string): ConnectRoute | undefined => {
  const claimed = service.account.numbers.find((it) => it.number === number);
  if (!claimed) return undefined;
  const stored = service.account.instances.find(({ id }) => id === claimed.instanceId);
  const flow = stored && flowIn(stored.flows, claimed.flowId ?? '');
  if (!stored || !flow || stored.attributes['INBOUND_CALLS'] !== 'true') return { kind: 'none' };
  return { kind: 'connect', instance: instanceOf(service, stored), flow };
};

/** An instance as its calls see it. */
export const instanceOf = (service: ConnectService, stored: StoredInstance): SimulatedConnectInstance => ({
  arn: instanceArn(service, stored.id),
  region: service.region,
  flow: (id) => flowIn(stored.flows, id),
  flowModule: (id) => flowIn(stored.modules, id),
  functionBehind: (arn) => (stored.functions.includes(arn) ? service.around.handlerOf(arn) : undefined),
  isOpen: (id) => {
    const hours = stored.hours.find((it) => it.id === idIn(id));
    return hours && isOpenAt(hours, service.now());
  },
  queue: (id) => {
    const queue = stored.queues.find((it) => it.id === idIn(id) && it.status === 'ENABLED');
    return (
      queue && {
        arn: queues.arn(service, stored.id, queue.id),
        name: queue.name,
        hoursId: queue.hoursId,
        ...(queue.maxContacts !== undefined && { maxContacts: queue.maxContacts }),
      }
    );
  },
  contactChanged: (contact) => void service.contacts.set(contact.contactId, contact),
  ...service.around,
});

/** A flow or module by its id or ARN. */
export const flowIn = (
  items: readonly { readonly id: string; readonly content: string }[],
  id: string,
): FlowDocument | undefined => {
  const found = items.find((it) => it.id === idIn(id));
  const read = found && readFlow(found.content);
  return read?.ok ? read.value.flow : undefined;
};
