/** An action as it arrived: its name is known, its parameters are not checked yet. */
export type ReceivedAction = {
  readonly Type: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
};

/** What the service makes of a Lambda's answer. */
export type ReadAnswer =
  | {
      readonly kind: 'good';
      /** `keep` for a null action set: what is queued stays. */
      readonly actions: readonly ReceivedAction[] | 'keep';
      /** `keep` when the answer has none: the old ones stay. */
      readonly attributes: Readonly<Record<string, string>> | 'keep';
    }
  | { readonly kind: 'invalid'; readonly errorType: string; readonly errorMessage: string };

const invalid = (errorType: string, errorMessage: string): ReadAnswer => ({
  kind: 'invalid',
  errorType,
  errorMessage,
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Developer guide, page use-cases: the only version there is. */
const schemaVersion = '1.0';
/** Developer guide, page invoke-on-call-leg. */
const mostActions = 10;
/** Developer guide, page transaction-attributes. Its error example says 10 pairs; the service is read as the looser. */
const mostAttributes = 100;
const mostAttributeBytes = 20 * 1024;

/**
 * Reads an answer as the service does. The causes are those of the developer guide's page on unexpected hang-ups, and of
 * attribute-trans-invalid; the exact wording of the messages is ours where that page gives none.
 */
export const readAnswer = (answer: unknown, knownActions: ReadonlySet<string>): ReadAnswer => {
  if (!isObject(answer)) return invalid('InvalidLambdaResponse', 'Response blank or null');
  if (answer['SchemaVersion'] !== schemaVersion) {
    return invalid('SchemaVersionMismatch', `Schema version mismatch: expected ${schemaVersion}`);
  }
  const attributes = answer['TransactionAttributes'] ?? 'keep';
  if (attributes !== 'keep') {
    if (!isObject(attributes) || Object.values(attributes).some((value) => typeof value !== 'string')) {
      return invalid('InvalidLambdaResponse', 'TransactionAttributes must be a map of strings');
    }
    if (Object.keys(attributes).length > mostAttributes) {
      return invalid('TransactionAttributesInvalidMapSize', 'Transaction Attributes has too many mappings');
    }
    if (Buffer.byteLength(JSON.stringify(attributes)) > mostAttributeBytes) {
      return invalid('TransactionAttributesInvalidMapSize', 'Transaction Attributes is larger than 20 KB');
    }
  }
  const actions = answer['Actions'] ?? 'keep';
  if (actions !== 'keep') {
    if (!Array.isArray(actions)) return invalid('InvalidLambdaResponse', 'Error reading actions list');
    if (actions.length > mostActions)
      return invalid('InvalidLambdaResponse', `Too many actions: at most ${mostActions}`);
    for (const action of actions) {
      const name: unknown = isObject(action) ? action['Type'] : undefined;
      if (typeof name !== 'string') return invalid('InvalidLambdaResponse', 'Error reading actions list');
      if (!knownActions.has(name))
        return invalid('InvalidLambdaResponse', `Unsupported action name: ${name}`);
    }
  }
  return {
    kind: 'good',
    actions: actions as readonly ReceivedAction[] | 'keep',
    attributes: attributes as Readonly<Record<string, string>> | 'keep',
  };
};
