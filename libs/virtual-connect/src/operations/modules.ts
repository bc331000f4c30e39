import type { StoredModule } from '../connect-account';
import { connectError, duplicate } from '../connect-error';
import { connectPageOf } from '../connect-page';
import {
  type ConnectBehaviours,
  type ConnectService,
  instanceArn,
  instanceOrThrow,
  itemOrThrow,
  remove,
} from '../connect-service';
import { contentProblem } from './flows';

const arnOf = (service: ConnectService, instanceId: string, id: string): string =>
  `${instanceArn(service, instanceId)}/flow-module/${id}`;

const refuseContent = (content: string): void => {
  const message = contentProblem(content);
  if (message !== undefined)
    throw connectError('InvalidContactFlowModuleException', '', { Problems: [{ message }] });
};

const moduleOf = (service: ConnectService, InstanceId: string, id: string): StoredModule => {
  const it = itemOrThrow(instanceOrThrow(service, InstanceId).modules, 'flow module', id);
  it.changedAt = service.now();
  return it;
};

/** Flow modules. */
export const connectModules = {
  CreateContactFlowModule: (service, { InstanceId, Name, Content, Description, Tags }) => {
    const instance = instanceOrThrow(service, InstanceId);
    if (instance.modules.some(({ name }) => name === Name)) throw duplicate('flow module', Name);
    refuseContent(Content);
    const made: StoredModule = {
      id: service.newId(),
      name: Name,
      content: Content,
      changedAt: service.now(),
      tags: { ...Tags },
      ...(Description !== undefined && { description: Description }),
    };
    instance.modules.push(made);
    return { Id: made.id, Arn: arnOf(service, instance.id, made.id) };
  },

  DescribeContactFlowModule: (service, { InstanceId, ContactFlowModuleId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const it = itemOrThrow(instance.modules, 'flow module', ContactFlowModuleId);
    return {
      ContactFlowModule: {
        Arn: arnOf(service, instance.id, it.id),
        Id: it.id,
        Name: it.name,
        Content: it.content,
        Description: it.description,
        State: 'ACTIVE',
        Status: 'PUBLISHED',
        Tags: it.tags,
      },
    };
  },

  UpdateContactFlowModuleContent: (service, { InstanceId, ContactFlowModuleId, Content }) => {
    const it = moduleOf(service, InstanceId, ContactFlowModuleId);
    if (Content === undefined) return {};
    refuseContent(Content);
    it.content = Content;
    return {};
  },
  UpdateContactFlowModuleMetadata: (service, { InstanceId, ContactFlowModuleId, Name, Description }) => {
    const it = moduleOf(service, InstanceId, ContactFlowModuleId);
    if (Name !== undefined) it.name = Name;
    if (Description !== undefined) it.description = Description;
    return {};
  },
  DeleteContactFlowModule: (service, { InstanceId, ContactFlowModuleId }) => {
    remove(instanceOrThrow(service, InstanceId).modules, 'flow module', ContactFlowModuleId);
    return {};
  },
  ListContactFlowModules: (service, { InstanceId, ContactFlowModuleState: _state, ...request }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(instance.modules, ({ id }) => id, request);
    return {
      ContactFlowModulesSummaryList: page.map(({ id, name }) => ({
        Id: id,
        Arn: arnOf(service, instance.id, id),
        Name: name,
        State: 'ACTIVE' as const,
      })),
      ...next,
    };
  },
} satisfies ConnectBehaviours;
