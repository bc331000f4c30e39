import { type FlowDocument, readFlow } from '@dialplane/connect-flows';
import type {
  AgentBehaviour,
  ConnectInstance,
  ConnectQueue,
  FlowWatch,
  Handler,
} from '@dialplane/phone-network';
import type { StoredInstance } from './connect-account';
import { type ConnectService, idIn, instanceArn } from './connect-service';
import { isOpenAt } from './open-hours';
import { queueArn } from './operations/queues';

/** What surrounds an instance: code that is invoked, and people who answer. */
export type InstanceSurroundings = {
  /** The handler behind a function's ARN. It is used only if the function is associated with the instance. */
  readonly handlerOf: (functionArn: string) => Handler | undefined;
  /** What the agents of a queue do with a contact. @default no agent is available */
  readonly agentOf?: (queue: ConnectQueue) => AgentBehaviour | undefined;
  readonly watch?: FlowWatch;
};

/** Where a call to a number goes: to nobody if the number has no flow. */
export type ConnectRoute =
  | { readonly kind: 'connect'; readonly instance: ConnectInstance; readonly flow: FlowDocument }
  | { readonly kind: 'nobody' };

/** Where a call to a number goes now. undefined: the account has no such number. */
export const routeOf = (
  service: ConnectService,
  around: InstanceSurroundings,
  number: string,
): ConnectRoute | undefined => {
  const claimed = service.account.numbers.find((it) => it.number === number);
  if (!claimed) return undefined;
  const stored = service.account.instances.find(({ id }) => id === claimed.instanceId);
  const flow = stored && flowIn(stored.flows, claimed.flowId ?? '');
  if (!stored || !flow || stored.attributes['INBOUND_CALLS'] !== 'true') return { kind: 'nobody' };
  return { kind: 'connect', instance: instanceOf(service, around, stored), flow };
};

const instanceOf = (
  service: ConnectService,
  { handlerOf, ...people }: InstanceSurroundings,
  stored: StoredInstance,
): ConnectInstance => ({
  arn: instanceArn(service, stored.id),
  region: service.region,
  flow: (id) => flowIn(stored.flows, id),
  flowModule: (id) => flowIn(stored.modules, id),
  functionBehind: (arn) => (stored.functions.includes(arn) ? handlerOf(arn) : undefined),
  isOpen: (id) => {
    const hours = stored.hours.find((it) => it.id === idIn(id));
    return hours && isOpenAt(hours, service.now());
  },
  queue: (id) => {
    const queue = stored.queues.find((it) => it.id === idIn(id) && it.status === 'ENABLED');
    return (
      queue && {
        arn: queueArn(service, stored.id, queue.id),
        name: queue.name,
        hoursId: queue.hoursId,
        ...(queue.maxContacts !== undefined && { maxContacts: queue.maxContacts }),
      }
    );
  },
  contactChanged: (contact) => void service.contacts.set(contact.contactId, contact),
  ...people,
});

const flowIn = (
  items: readonly { readonly id: string; readonly content: string }[],
  id: string,
): FlowDocument | undefined => {
  const found = items.find((it) => it.id === idIn(id));
  const read = found && readFlow(found.content);
  return read?.ok ? read.value.flow : undefined;
};
