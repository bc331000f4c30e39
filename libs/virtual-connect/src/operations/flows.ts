import { describeIssues } from '@dialplane/basics';
import { readFlow } from '@dialplane/connect-flows';
import { connectError } from '../connect-error';
import type { ConnectBehaviours } from '../connect-service';
import { instanceItems } from '../instance-items';

const flows = instanceItems('flow', 'contact-flow', (instance) => instance.flows);

/** What is wrong with a flow's content. The service also refuses block types that it does not know. */
export const contentProblem = (content: string): string | undefined => {
  const read = readFlow(content);
  if (!read.ok) return read.error;
  return read.value.notKnown.length > 0 ? describeIssues(read.value.notKnown) : undefined;
};

const checked = (content: string): string => {
  const message = contentProblem(content);
  // As the service answers: the problems alone, without a message.
  if (message !== undefined)
    throw connectError('InvalidContactFlowException', '', { problems: [{ message }] });
  return content;
};

/** Flows. */
export const connectFlows = {
  CreateContactFlow: (service, { InstanceId, Type, Content, ...named }) => {
    const { id, arn } = flows.create(service, InstanceId, named, (flow, instance) => {
      const most = service.quotas.flows ?? 100;
      if (instance.flows.length >= most)
        throw connectError(
          'LimitExceededException',
          `Cannot create a flow: the instance has ${most} of them`,
        );
      return { ...flow, type: Type, content: checked(Content), state: 'ACTIVE' };
    });
    return { ContactFlowId: id, ContactFlowArn: arn };
  },

  DescribeContactFlow: (service, { InstanceId, ContactFlowId }) => {
    const { item, arn, shared, lastModified } = flows.describe(service, InstanceId, ContactFlowId);
    return {
      ContactFlow: {
        ...shared,
        Arn: arn,
        Id: item.id,
        Type: item.type as 'CONTACT_FLOW',
        State: item.state,
        Status: 'PUBLISHED',
        Content: item.content,
        ...lastModified,
      },
    };
  },

  ListContactFlows: (service, { InstanceId, ContactFlowTypes: _types, ...request }) => {
    const { rows, next } = flows.list(service, InstanceId, request);
    return {
      ContactFlowSummaryList: rows.map(({ item, summary }) => ({
        ...summary,
        ContactFlowType: item.type as 'CONTACT_FLOW',
        ContactFlowState: item.state,
        ContactFlowStatus: 'PUBLISHED' as const,
      })),
      ...next,
    };
  },

  UpdateContactFlowContent: (service, { InstanceId, ContactFlowId, Content }) => {
    flows.find(service, InstanceId, ContactFlowId);
    const content = checked(Content);
    flows.change(service, InstanceId, ContactFlowId).content = content;
    return {};
  },
  UpdateContactFlowName: (service, { InstanceId, ContactFlowId, ...named }) => {
    flows.change(service, InstanceId, ContactFlowId, named);
    return {};
  },
  UpdateContactFlowMetadata: (
    service,
    { InstanceId, ContactFlowId, Name, Description, ContactFlowState },
  ) => {
    const flow = flows.change(service, InstanceId, ContactFlowId, { Name, Description });
    if (ContactFlowState !== undefined) flow.state = ContactFlowState;
    return {};
  },

  /** That a flow with a number cannot be deleted is our reading: the page lists no such error for numbers. */
  DeleteContactFlow: (service, { InstanceId, ContactFlowId }) => {
    const { id, name } = flows.find(service, InstanceId, ContactFlowId);
    if (service.account.numbers.some(({ flowId }) => flowId === id))
      throw connectError(
        'ResourceInUseException',
        `Cannot delete the flow "${name}": a phone number is associated with it`,
      );
    flows.remove(service, InstanceId, id);
    return {};
  },
} satisfies ConnectBehaviours;
