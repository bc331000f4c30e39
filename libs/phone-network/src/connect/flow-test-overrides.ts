import type { DeliveryPlan, Handler } from '../invoke';
import type { SimulatedConnectInstance } from './connect-instance';
import type { TestAction } from './flow-test';

/** What a test puts in the place of something that a flow uses, once. */
type Override = {
  readonly ActionType: string;
  readonly ActionParameters?: Readonly<Record<string, unknown>>;
  readonly Strategy: {
    readonly Type: 'SubstituteResource' | 'MockResponse';
    readonly SubstituteArn?: string;
    readonly Response?: {
      readonly Type: 'ExecutionResult' | 'Error';
      readonly ExecutionResult?: {
        readonly DelaySeconds?: number;
        /** The guide has an object here, and users of the service report JSON text in `Value`. */
        readonly LoadedData?: unknown;
        readonly Value?: string;
      };
    };
  };
};

/** An instance of which a test has overridden parts. Each override is used once, the first one first. */
export const overriddenInstance = (instance: SimulatedConnectInstance) => {
  const overrides: Override[] = [];
  let delaySeconds = 0;

  const take = (type: string, parameter: string, id: string): Override['Strategy'] | undefined => {
    const at = overrides.findIndex(
      ({ ActionType, ActionParameters = {} }) =>
        ActionType.trim() === type && [undefined, id].includes(ActionParameters[parameter] as string),
    );
    return at < 0 ? undefined : overrides.splice(at, 1)[0]?.Strategy;
  };

  const overridden: SimulatedConnectInstance = {
    ...instance,
    functionBehind: (arn) => {
      const strategy = take('InvokeLambdaFunction', 'LambdaFunctionARN', arn);
      delaySeconds = strategy?.Response?.ExecutionResult?.DelaySeconds ?? 0;
      if (strategy?.Type === 'MockResponse') return mockHandler(strategy.Response);
      return instance.functionBehind(strategy?.SubstituteArn ?? arn);
    },
    isOpen: (id) => {
      const strategy = take('CheckHoursOfOperation', 'HoursOfOperationId', id);
      const mocked = strategy?.Response?.ExecutionResult?.Value;
      if (mocked !== undefined) return /^(in ?hours?|true)$/i.test(mocked);
      return instance.isOpen(strategy?.SubstituteArn ?? id);
    },
    queue: (id) => instance.queue(take('UpdateContactTargetQueue', 'QueueId', id)?.SubstituteArn ?? id),
  };
  return {
    instance: overridden,
    /** How long the function that was asked for last takes to answer. */
    deliveryPlan: (() => ({ deliverAfter: 5, answerAfter: 5 + delaySeconds * 1000 })) as DeliveryPlan,
    add: ({ Parameters }: TestAction): void => {
      const { Properties } = (Parameters['Behavior'] ?? {}) as { readonly Properties?: Override };
      if (Properties) overrides.push(Properties);
    },
  };
};

const mockHandler =
  (response: Override['Strategy']['Response']): Handler =>
  async () => {
    if (response?.Type === 'Error') throw new Error('The test makes the function fail');
    const { LoadedData, Value } = response?.ExecutionResult ?? {};
    return Value === undefined ? LoadedData : JSON.parse(Value);
  };
