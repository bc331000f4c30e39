import { checkEnvelope } from '@dialplane/telephony-actions';

/** A received action: its name is known, its parameters are not checked yet. */
export type ReceivedAction = {
  readonly Type: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
};

/** TransactionAttributes: any JSON values, although the guide only shows text. */
export type Attributes = Readonly<Record<string, unknown>>;

/** How the service reads a Lambda's response. */
export type ReadAnswer =
  | {
      readonly kind: 'good';
      /** `keep` for a null action set: the queued actions stay. */
      readonly actions: readonly ReceivedAction[] | 'keep';
      /** `keep` if the response has no attributes: the old ones stay. */
      readonly attributes: Attributes | 'keep';
    }
  | { readonly kind: 'invalid'; readonly errorType: string; readonly errorMessage: string };

/** The documented error types (pages invoke-on-call-leg and attribute-trans-invalid), by the rule that was broken. */
const errorTypes: Readonly<Record<string, string>> = {
  'response/schema-version': 'SchemaVersionMismatch',
  'response/attribute-count': 'TransactionAttributesInvalidMapSize',
  'response/attribute-size': 'TransactionAttributesInvalidMapSize',
};

/**
 * Reads a response as the service does: leniently where documents disagree. Wrong parameters do not invalidate a response; they
 * are found when the action runs. The wording of the messages is ours, since the documentation only gives examples.
 */
export const readAnswer = (answer: unknown): ReadAnswer => {
  const [issue] = checkEnvelope(answer, 'service');
  if (issue) {
    return {
      kind: 'invalid',
      errorType: errorTypes[issue.rule] ?? 'InvalidLambdaResponse',
      errorMessage: `${issue.path || 'The response'} ${issue.message}`,
    };
  }
  const { Actions, TransactionAttributes } = answer as {
    readonly Actions?: readonly ReceivedAction[] | null;
    readonly TransactionAttributes?: Attributes | null;
  };
  return { kind: 'good', actions: Actions ?? 'keep', attributes: TransactionAttributes ?? 'keep' };
};
