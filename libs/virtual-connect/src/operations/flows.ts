import { describeIssues } from '@dialplane/basics';
import { readFlow } from '@dialplane/connect-flows';
import type { StoredFlow } from '../connect-account';
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

const arnOf = (service: ConnectService, instanceId: string, id: string): string =>
  `${instanceArn(service, instanceId)}/contact-flow/${id}`;

/** What is wrong with a flow's content. The service also refuses block types that it does not know. */
export const contentProblem = (content: string): string | undefined => {
  const read = readFlow(content);
  if (!read.ok) return read.error;
  return read.value.notKnown.length > 0 ? describeIssues(read.value.notKnown) : undefined;
};

const refuseContent = (content: string): void => {
  const message = contentProblem(content);
  // As the service answers: the problems alone, without a message.
  if (message !== undefined)
    throw connectError('InvalidContactFlowException', '', { problems: [{ message }] });
};

const flowOf = (service: ConnectService, InstanceId: string, ContactFlowId: string): StoredFlow => {
  const flow = itemOrThrow(instanceOrThrow(service, InstanceId).flows, 'flow', ContactFlowId);
  flow.changedAt = service.now();
  return flow;
};

/** Flows. */
export const connectFlows = {
  CreateContactFlow: (service, { InstanceId, Name, Type, Content, Description, Tags }) => {
    const instance = instanceOrThrow(service, InstanceId);
    if (instance.flows.some(({ name }) => name === Name)) throw duplicate('flow', Name);
    const most = service.quotas.flows ?? 100;
    if (instance.flows.length >= most)
      throw connectError('LimitExceededException', `Cannot create a flow: the instance has ${most} of them`);
    refuseContent(Content);
    const made: StoredFlow = {
      id: service.newId(),
      name: Name,
      type: Type,
      content: Content,
      state: 'ACTIVE',
      changedAt: service.now(),
      tags: { ...Tags },
      ...(Description !== undefined && { description: Description }),
    };
    instance.flows.push(made);
    return { ContactFlowId: made.id, ContactFlowArn: arnOf(service, instance.id, made.id) };
  },

  DescribeContactFlow: (service, { InstanceId, ContactFlowId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const it = itemOrThrow(instance.flows, 'flow', ContactFlowId);
    return {
      ContactFlow: {
        Arn: arnOf(service, instance.id, it.id),
        Id: it.id,
        Name: it.name,
        Type: it.type as 'CONTACT_FLOW',
        State: it.state,
        Status: 'PUBLISHED',
        Description: it.description,
        Content: it.content,
        Tags: it.tags,
        LastModifiedTime: new Date(it.changedAt),
        LastModifiedRegion: service.region,
      },
    };
  },

  ListContactFlows: (service, { InstanceId, ContactFlowTypes: _types, ...request }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(instance.flows, ({ id }) => id, request);
    return {
      ContactFlowSummaryList: page.map((it) => ({
        Id: it.id,
        Arn: arnOf(service, instance.id, it.id),
        Name: it.name,
        ContactFlowType: it.type as 'CONTACT_FLOW',
        ContactFlowState: it.state,
        ContactFlowStatus: 'PUBLISHED' as const,
      })),
      ...next,
    };
  },

  UpdateContactFlowContent: (service, { InstanceId, ContactFlowId, Content }) => {
    const flow = itemOrThrow(instanceOrThrow(service, InstanceId).flows, 'flow', ContactFlowId);
    refuseContent(Content);
    flow.content = Content;
    flow.changedAt = service.now();
    return {};
  },
  UpdateContactFlowName: (service, { InstanceId, ContactFlowId, Name, Description }) => {
    const flow = flowOf(service, InstanceId, ContactFlowId);
    if (Name !== undefined) flow.name = Name;
    if (Description !== undefined) flow.description = Description;
    return {};
  },
  UpdateContactFlowMetadata: (
    service,
    { InstanceId, ContactFlowId, Name, Description, ContactFlowState },
  ) => {
    const flow = flowOf(service, InstanceId, ContactFlowId);
    if (Name !== undefined) flow.name = Name;
    if (Description !== undefined) flow.description = Description;
    if (ContactFlowState !== undefined) flow.state = ContactFlowState;
    return {};
  },

  /** That a flow with a number cannot be deleted is our reading: the page lists no such error for numbers. */
  DeleteContactFlow: (service, { InstanceId, ContactFlowId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const flow = itemOrThrow(instance.flows, 'flow', ContactFlowId);
    if (service.account.numbers.some(({ flowId }) => flowId === flow.id))
      throw connectError(
        'ResourceInUseException',
        `Cannot delete the flow "${flow.name}": a phone number is associated with it`,
      );
    remove(instance.flows, 'flow', flow.id);
    return {};
  },
} satisfies ConnectBehaviours;
