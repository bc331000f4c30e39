import {
  AssociatePhoneNumberContactFlowCommand,
  BatchGetFlowAssociationCommand,
  type ConnectClient,
  DescribePhoneNumberCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-connect';
import type { NumberFlows } from './number-flows';

/** Flows of numbers at Amazon Connect. */
export const connectNumberFlows = (connect: ConnectClient): NumberFlows => ({
  numberOf: async (PhoneNumberId) => {
    const found = await unlessMissing(connect.send(new DescribePhoneNumberCommand({ PhoneNumberId })));
    return found?.ClaimedPhoneNumberSummary?.PhoneNumber;
  },

  flowOf: async ({ instanceId: InstanceId, phoneNumberId }) => {
    const found = await unlessMissing(
      connect.send(new DescribePhoneNumberCommand({ PhoneNumberId: phoneNumberId })),
    );
    const arn = found?.ClaimedPhoneNumberSummary?.PhoneNumberArn;
    if (arn === undefined) return undefined;
    const { FlowAssociationSummaryList: [association] = [] } = await connect.send(
      new BatchGetFlowAssociationCommand({
        InstanceId,
        ResourceIds: [arn],
        ResourceType: 'VOICE_PHONE_NUMBER',
      }),
    );
    return association?.FlowId?.split('/').at(-1);
  },

  associate: async ({ instanceId: InstanceId, phoneNumberId: PhoneNumberId, flowId: ContactFlowId }) => {
    await connect.send(
      new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId }),
    );
  },

  disassociate: async ({ instanceId: InstanceId, phoneNumberId: PhoneNumberId }) => {
    await unlessMissing(
      connect.send(new DisassociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId })),
    );
  },
});

const unlessMissing = async <T>(sending: Promise<T>): Promise<T | undefined> => {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};
