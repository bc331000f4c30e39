import { askForInput } from './ask-for-input';
import { contactFlowEvent, addAttributes } from './connect-contact';
import type { FlowStage } from './flow-stage';
import { invokeFunction } from './invoke-function';
import { transferToThirdParty } from './transfer-to-third-party';

type BlockBehaviour = (stage: FlowStage) => void;

const passes: BlockBehaviour = ({ done }) => done({ kind: 'next' });
const fails = ({ done }: FlowStage, type = 'NoMatchingError'): void => done({ kind: 'error', type });
const textOf = ({ action }: FlowStage, name: string): string | undefined => {
  const value = action.Parameters[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};
const mapOf = ({ action }: FlowStage, name: string): Readonly<Record<string, string>> =>
  (action.Parameters[name] as Readonly<Record<string, string>> | undefined) ?? {};

/** The block's default (administrator guide, "Flow block: AWS Lambda function"). */
const defaultSeconds = 3;

const functionName = (arn: string): string => arn.split(':')[6] ?? arn;

/** An answer without its values: a transcript may be shown to people who must not see them. */
const describeAnswer = ({ status, ...others }: Readonly<Record<string, unknown>>): string =>
  [...(typeof status === 'string' ? [status] : []), Object.keys(others).join(', ')]
    .filter((part) => part !== '')
    .join(': ');

/** What each block type does. Recording, voices and analytics do nothing here: there is no sound. */
const behaviours: Readonly<Record<string, BlockBehaviour>> = {
  UpdateFlowLoggingBehavior: passes,
  UpdateContactRecordingBehavior: passes,
  UpdateContactRecordingAndAnalyticsBehavior: passes,
  UpdateContactTextToSpeechVoice: passes,
  UpdateContactData: passes,
  UpdateContactEventHooks: passes,

  MessageParticipant: ({ time, play, untilOver, done }) =>
    untilOver(time.after(play(), () => done({ kind: 'next' }))),

  GetParticipantInput: askForInput,

  InvokeLambdaFunction: (stage) => {
    const { instance, contact, action, done } = stage;
    const arn = textOf(stage, 'LambdaFunctionARN') ?? '';
    const name = functionName(arn);
    const handler = instance.functionBehind(arn);
    stage.setExternal({});
    stage.tell(name, 'ContactFlowEvent');
    if (!handler) {
      stage.hear(name, 'not associated with the instance');
      return fails(stage);
    }
    const { ResponseType } = (action.Parameters.ResponseValidation ?? {}) as { ResponseType?: string };
    const cancel = invokeFunction({
      time: stage.time,
      handler,
      event: contactFlowEvent(contact, instance.region, mapOf(stage, 'LambdaInvocationAttributes')),
      deliveryPlan: stage.deliveryPlan,
      withinSeconds: Number(textOf(stage, 'InvocationTimeLimitSeconds') ?? defaultSeconds),
      answerType: ResponseType === 'JSON' ? 'JSON' : 'STRING_MAP',
      failed: stage.failed,
      done: (outcome) => {
        if (outcome.kind === 'failed') {
          stage.hear(name, outcome.why);
          return fails(stage);
        }
        stage.hear(name, describeAnswer(outcome.answer));
        stage.setExternal(outcome.answer);
        done({ kind: 'next' });
      },
    });
    stage.untilOver(cancel);
  },

  UpdateContactAttributes: (stage) =>
    addAttributes(stage.contact, mapOf(stage, 'Attributes')) ? passes(stage) : fails(stage),

  Compare: (stage) => stage.done({ kind: 'value', value: textOf(stage, 'ComparisonValue') ?? '' }),

  CheckHoursOfOperation: (stage) => {
    const id = textOf(stage, 'HoursOfOperationId') ?? stage.contact.queue?.hoursId;
    const open = id === undefined ? undefined : stage.instance.isOpen(id);
    if (open === undefined) fails(stage);
    else stage.done({ kind: 'value', value: open ? 'True' : 'False' });
  },

  UpdateContactTargetQueue: (stage) => {
    const queue = stage.instance.queue(textOf(stage, 'QueueId') ?? '');
    if (!queue) return fails(stage);
    stage.contact.queue = queue;
    passes(stage);
  },

  TransferContactToQueue: (stage) => {
    if (!stage.contact.queue) fails(stage);
    else if (stage.enterQueue() === 'at-capacity') fails(stage, 'QueueAtCapacity');
  },

  TransferParticipantToThirdParty: transferToThirdParty,

  TransferToFlow: (stage) => {
    if (!stage.enterFlow(textOf(stage, 'ContactFlowId') ?? '')) fails(stage);
  },
  InvokeFlowModule: (stage) => {
    if (!stage.enterModule(textOf(stage, 'FlowModuleId') ?? '')) fails(stage);
  },
  EndFlowModuleExecution: ({ leaveModule }) => leaveModule(),

  Wait: (stage) =>
    stage.untilOver(
      stage.time.after(Number(textOf(stage, 'TimeLimitSeconds') ?? 0) * 1000, () =>
        stage.done({ kind: 'value', value: 'WaitCompleted' }),
      ),
    ),

  DisconnectParticipant: ({ endContact }) => endContact(),
  EndFlowExecution: ({ endContact }) => endContact(),
};

/** What a block type does. undefined: this runner does not know the type. */
export const blockBehaviour = (type: string): BlockBehaviour | undefined =>
  Object.hasOwn(behaviours, type) ? behaviours[type] : undefined;
