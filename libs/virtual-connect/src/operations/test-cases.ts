import { readFlowTest, runFlowTest } from '@dialplane/phone-network';
import type { StoredTest } from '../connect-account';
import { connectError, duplicate } from '../connect-error';
import { flowIn, instanceOf } from '../connect-route';
import {
  type ConnectBehaviours,
  type ConnectService,
  instanceArn,
  instanceOrThrow,
  itemOrThrow,
} from '../connect-service';

const arnOf = (service: ConnectService, instanceId: string, id: string): string =>
  `${instanceArn(service, instanceId)}/test-case/${id}`;

const refuseTest = (message: string) =>
  connectError('InvalidTestCaseException', message, { Problems: [{ message }] });

const status = (passed: boolean) => (passed ? ('PASSED' as const) : ('FAILED' as const));

const runOf = (service: ConnectService, InstanceId: string, TestCaseId: string, runId: string) =>
  itemOrThrow(
    itemOrThrow(instanceOrThrow(service, InstanceId).tests, 'test case', TestCaseId).runs,
    'execution',
    runId,
  );

/** Tests of flows. A test that is started has ended when the answer comes, because its time is virtual. */
export const connectTestCases = {
  CreateTestCase: (service, { InstanceId, Name, Content, EntryPoint, Tags }) => {
    const instance = instanceOrThrow(service, InstanceId);
    if (instance.tests.some(({ name }) => name === Name)) throw duplicate('test case', Name);
    const read = readFlowTest(Content);
    if (!read.ok) throw refuseTest(read.error);
    const { FlowId, SourcePhoneNumber, DestinationPhoneNumber } =
      EntryPoint?.VoiceCallEntryPointParameters ?? {};
    if (!FlowId) throw refuseTest('Cannot create the test case: expected the flow of a voice call');
    const made: StoredTest = {
      id: service.newId(),
      name: Name,
      content: Content,
      flowId: itemOrThrow(instance.flows, 'flow', FlowId).id,
      tags: { ...Tags },
      runs: [],
      ...(SourcePhoneNumber !== undefined && { from: SourcePhoneNumber }),
      ...(DestinationPhoneNumber !== undefined && { to: DestinationPhoneNumber }),
    };
    instance.tests.push(made);
    return { TestCaseId: made.id, TestCaseArn: arnOf(service, instance.id, made.id) };
  },

  StartTestCaseExecution: async (service, { InstanceId, TestCaseId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const test = itemOrThrow(instance.tests, 'test case', TestCaseId);
    const read = readFlowTest(test.content);
    const flow = flowIn(instance.flows, test.flowId);
    if (!read.ok || !flow) throw refuseTest('Cannot start the test case: its flow is gone');
    const { passed, observations, failures } = await runFlowTest(read.value, {
      instance: instanceOf(service, instance),
      flow,
      startsAt: service.now(),
      ...(test.from !== undefined && { from: test.from }),
      ...(test.to !== undefined && { to: test.to }),
    });
    const id = service.newId();
    test.runs.push({ id, startedAt: service.now(), passed, observations, failures });
    return { TestCaseExecutionId: id, TestCaseId, Status: status(passed) };
  },

  GetTestCaseExecutionSummary: (service, { InstanceId, TestCaseId, TestCaseExecutionId }) => {
    const run = runOf(service, InstanceId, TestCaseId, TestCaseExecutionId);
    const passed = run.observations.filter((it) => it.passed).length;
    return {
      StartTime: new Date(run.startedAt),
      EndTime: new Date(run.startedAt),
      Status: status(run.passed),
      ObservationSummary: {
        TotalObservations: run.observations.length,
        ObservationsPassed: passed,
        ObservationsFailed: run.observations.length - passed,
      },
    };
  },

  ListTestCaseExecutionRecords: (service, { InstanceId, TestCaseId, TestCaseExecutionId }) => {
    const run = runOf(service, InstanceId, TestCaseId, TestCaseExecutionId);
    return {
      ExecutionRecords: run.observations.map(({ identifier, passed }) => ({
        ObservationId: identifier,
        Status: status(passed),
        Timestamp: new Date(run.startedAt),
        Record: JSON.stringify({
          Type: 'OBSERVATION',
          Identifier: identifier,
          Status: status(passed),
          Failures: run.failures.filter((failure) => failure.startsWith(`${identifier}:`)),
        }),
      })),
    };
  },
} satisfies ConnectBehaviours;
