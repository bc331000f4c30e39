import { actionsWithoutResource } from './actions-without-resource';
import { keysForService } from './service-keys';

/** A policy as it is read back from a synthesized stack. */
type Statement = Readonly<Record<string, unknown>>;

/** What is asked of every statement that allows something, in the order in which it is reported. */
const rules: readonly (readonly [message: string, holds: (statement: Statement) => boolean])[] = [
  ['must name what it allows, not what it leaves out', (s) => !('NotAction' in s || 'NotResource' in s)],
  [
    'must name each action in full, without *',
    (s) => texts(s['Action']).every((action) => !action.includes('*')),
  ],
  [
    'must name each resource: * may stand only for what is inside a named one, as in <bucket>/*',
    (s) => texts(s['Resource']).every(isNamed) || takesNoName(s),
  ],
  ['must name who is allowed, and never everybody', (s) => !principals(s).includes('*')],
  [
    'must say on whose behalf a schedule runs: StringEquals aws:SourceAccount',
    (s) => !services(s).includes('scheduler.amazonaws.com') || 'aws:SourceAccount' in equals(s),
  ],
  [
    'must say on whose behalf a service acts: StringEquals aws:SourceAccount and aws:SourceArn',
    (s) =>
      !letsServiceIn(s) ||
      [...keysForService(services(s), texts(s['Action']))].every((key) => key in equals(s)),
  ],
];

/**
 * Lists what makes a policy wider than one need: wildcards, managed or foreign access, services that anybody could
 * speak through. Statements that deny are not looked at.
 *
 * Sources: IAM User Guide, "The confused deputy problem" and "Grant least privilege".
 */
export const policyIssues = (policy: string): readonly string[] => {
  const statements = statementsOf(policy);
  if (!statements) return ['must be written out as JSON, so that it can be checked'];
  return statements
    .filter((statement) => statement['Effect'] !== 'Deny')
    .flatMap((statement) => rules.filter(([, holds]) => !holds(statement)).map(([message]) => message));
};

const statementsOf = (policy: string): readonly Statement[] | undefined => {
  try {
    const statements: unknown = JSON.parse(policy).Statement;
    return Array.isArray(statements) ? statements : undefined;
  } catch {
    return undefined; // a reference to a document made elsewhere
  }
};

// `${aws_s3_bucket.x.arn}/*`, `arn:aws:s3:::name/folder/*` and `${group.arn}:*`, but neither `*` nor `arn:aws:s3:::*`, and not
// `arn:aws:chime:us-east-1:111122223333:vc/*`, which is every one of a kind.
const isNamed = (resource: string): boolean =>
  [
    /^\$\{[^}]+\.arn\}([:/][^*]*)?([:/]\*)?$/,
    /^arn:[^*]*[^*:/]$/,
    /^arn:aws:s3:::[^*:/]+(\/[^*:]+)?\/\*$/,
    /^arn(:[^*:]*){4}:[^*:/]+[:/][^*]*[^*:/][:/]\*$/,
  ].some((form) => form.test(resource));

// IAM knows no resource for some actions: "*" is then the only word there is, and the Region the only limit.
const takesNoName = (s: Statement): boolean =>
  texts(s['Action']).every((action) => actionsWithoutResource.has(action)) &&
  texts(s['Resource']).every((resource) => resource === '*') &&
  typeof Object(equals(s))['aws:RequestedRegion'] === 'string';

const services = (s: Statement): readonly string[] => texts(Object(s['Principal']).Service);

const letsServiceIn = (statement: Statement): boolean =>
  'Resource' in statement && Object.hasOwn(Object(statement['Principal']), 'Service');

const equals = (statement: Statement): object => Object(Object(statement['Condition']).StringEquals);

const principals = ({ Principal }: Statement): readonly string[] =>
  typeof Principal === 'string' ? [Principal] : Object.values(Object(Principal)).flatMap(texts);

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
