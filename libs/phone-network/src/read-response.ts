import { checkEnvelope } from '@dialplane/telephony-actions';

/** An action as it arrived: its name is known, its parameters are not checked yet. */
export type ReceivedAction = {
  readonly Type: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
};

/** TransactionAttributes: any JSON values, although the guide only shows text. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What the service makes of a Lambda's answer. */
export type ReadAnswer =
  | {
      readonly kind: 'good';
      /** `keep` for a null action set: what is queued stays. */
      readonly actions: readonly ReceivedAction[] | 'keep';
      /** `keep` when the answer has none: the old ones stay. */
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
 * Reads an answer as the service does: it is loose where documents disagree. Wrong parameters do not spoil an answer: they
 * are found when their action's turn comes. The wording of its messages is ours, since
 * the documentation gives examples only.
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
