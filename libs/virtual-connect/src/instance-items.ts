import type { NamedItem, StoredInstance } from './connect-account';
import { duplicate } from './connect-error';
import { connectPageOf } from './connect-page';
import { type ConnectService, instanceArn, instanceOrThrow, itemOrThrow, remove } from './connect-service';

/** What a request says of every kind of item. */
type NamedInput = {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly Tags?: Readonly<Record<string, string>> | undefined;
};

/**
 * One kind of item that an instance has, such as its queues.
 *
 * @param what its name in messages, such as `queue`
 * @param folder its part of an ARN, such as `operating-hours`
 */
export const instanceItems = <Item extends NamedItem>(
  what: string,
  folder: string,
  itemsOf: (instance: StoredInstance) => Item[],
) => {
  const arn = (service: ConnectService, instanceId: string, id: string): string =>
    `${instanceArn(service, instanceId)}/${folder}/${id}`;
  const find = (service: ConnectService, instanceId: string, id: string): Item =>
    itemOrThrow(itemsOf(instanceOrThrow(service, instanceId)), what, id);
  return {
    arn,
    /** @throws ResourceNotFoundException */
    find,

    /** Adds an item, and fills in what every kind has. @throws DuplicateResourceException */
    create: (
      service: ConnectService,
      instanceId: string,
      { Name, Description, Tags }: NamedInput & { readonly Name: string },
      made: (named: NamedItem, instance: StoredInstance) => Item,
    ): { readonly id: string; readonly arn: string } => {
      const instance = instanceOrThrow(service, instanceId);
      const items = itemsOf(instance);
      if (items.some(({ name }) => name === Name)) throw duplicate(what, Name);
      const named: NamedItem = {
        id: service.newId(),
        name: Name,
        changedAt: service.now(),
        tags: { ...Tags },
        ...(Description !== undefined && { description: Description }),
      };
      items.push(made(named, instance));
      return { id: named.id, arn: arn(service, instance.id, named.id) };
    },

    /** An item, and what Describe operations show of every kind. @throws ResourceNotFoundException */
    describe: (service: ConnectService, instanceId: string, id: string) => {
      const instance = instanceOrThrow(service, instanceId);
      const item = itemOrThrow(itemsOf(instance), what, id);
      return {
        item,
        arn: arn(service, instance.id, item.id),
        shared: { Name: item.name, Description: item.description, Tags: item.tags },
        lastModified: { LastModifiedTime: new Date(item.changedAt), LastModifiedRegion: service.region },
      };
    },

    /** Notes that an item changes, and changes its name and description if they are given. @throws ResourceNotFoundException */
    change: (
      service: ConnectService,
      instanceId: string,
      id: string,
      { Name, Description }: NamedInput = {},
    ): Item => {
      const item = find(service, instanceId, id);
      if (Name !== undefined) item.name = Name;
      if (Description !== undefined) item.description = Description;
      item.changedAt = service.now();
      return item;
    },

    /** One page of the items, with what List operations show of every kind. */
    list: (
      service: ConnectService,
      instanceId: string,
      request: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
    ) => {
      const instance = instanceOrThrow(service, instanceId);
      const { page, ...next } = connectPageOf(itemsOf(instance), ({ id }) => id, request);
      const rows = page.map((item) => ({
        item,
        summary: { Id: item.id, Arn: arn(service, instance.id, item.id), Name: item.name },
      }));
      return { rows, next };
    },

    /** @throws ResourceNotFoundException */
    remove: (service: ConnectService, instanceId: string, id: string): Item =>
      remove(itemsOf(instanceOrThrow(service, instanceId)), what, id),
  };
};
