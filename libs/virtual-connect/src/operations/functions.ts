import { connectError } from '../connect-error';
import { connectPageOf } from '../connect-page';
import { type ConnectBehaviours, instanceOrThrow } from '../connect-service';

/** Lambda functions that flows may invoke. */
export const connectFunctions = {
  /** Associating twice changes nothing, as far as is known. */
  AssociateLambdaFunction: (service, { InstanceId, FunctionArn }) => {
    const { functions: associated } = instanceOrThrow(service, InstanceId);
    const most = service.quotas.functions ?? 50;
    if (associated.includes(FunctionArn)) return {};
    if (associated.length >= most)
      throw connectError(
        'ServiceQuotaExceededException',
        `Cannot associate the function: the instance has ${most} of them`,
      );
    associated.push(FunctionArn);
    return {};
  },
  DisassociateLambdaFunction: (service, { InstanceId, FunctionArn }) => {
    const { functions: associated } = instanceOrThrow(service, InstanceId);
    const at = associated.indexOf(FunctionArn);
    if (at >= 0) associated.splice(at, 1);
    return {};
  },
  ListLambdaFunctions: (service, { InstanceId, ...request }) => {
    const { functions: associated } = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(associated, String, request);
    return { LambdaFunctions: page, ...next };
  },
} satisfies ConnectBehaviours;
