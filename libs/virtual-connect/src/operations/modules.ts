import { connectError } from '../connect-error';
import type { ConnectBehaviours } from '../connect-service';
import { instanceItems } from '../instance-items';
import { contentProblem } from './flows';

const modules = instanceItems('flow module', 'flow-module', (instance) => instance.modules);

const checked = (content: string): string => {
  const message = contentProblem(content);
  if (message !== undefined)
    throw connectError('InvalidContactFlowModuleException', '', { Problems: [{ message }] });
  return content;
};

/** Flow modules. */
export const connectModules = {
  CreateContactFlowModule: (service, { InstanceId, Content, ...named }) => {
    const { id, arn } = modules.create(service, InstanceId, named, (module) => ({
      ...module,
      content: checked(Content),
    }));
    return { Id: id, Arn: arn };
  },

  DescribeContactFlowModule: (service, { InstanceId, ContactFlowModuleId }) => {
    const { item, arn, shared } = modules.describe(service, InstanceId, ContactFlowModuleId);
    return {
      ContactFlowModule: {
        ...shared,
        Arn: arn,
        Id: item.id,
        Content: item.content,
        State: 'ACTIVE',
        Status: 'PUBLISHED',
      },
    };
  },

  UpdateContactFlowModuleContent: (service, { InstanceId, ContactFlowModuleId, Content }) => {
    const module = modules.change(service, InstanceId, ContactFlowModuleId);
    if (Content !== undefined) module.content = checked(Content);
    return {};
  },
  UpdateContactFlowModuleMetadata: (service, { InstanceId, ContactFlowModuleId, Name, Description }) => {
    modules.change(service, InstanceId, ContactFlowModuleId, { Name, Description });
    return {};
  },
  DeleteContactFlowModule: (service, { InstanceId, ContactFlowModuleId }) => {
    modules.remove(service, InstanceId, ContactFlowModuleId);
    return {};
  },
  ListContactFlowModules: (service, { InstanceId, ContactFlowModuleState: _state, ...request }) => {
    const { rows, next } = modules.list(service, InstanceId, request);
    return {
      ContactFlowModulesSummaryList: rows.map(({ summary }) => ({ ...summary, State: 'ACTIVE' as const })),
      ...next,
    };
  },
} satisfies ConnectBehaviours;
