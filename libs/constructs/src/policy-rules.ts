import { actionsWithoutResource } from './actions-without-resource';
import { keysForService } from './service-keys';
import type { StackIssue } from './synthesized-stack';

/** A statement of a policy, as parsed from a synthesised stack. */
type Statement = Readonly<Record<string, unknown>>;

/** The rules for every statement that allows something, in the order in which they are reported. */
const rules: readonly (readonly [id: string, message: string, holds: (statement: Statement) => boolean])[] = [
  [
    'policy-lists',
    'must list what it allows, not what it excludes',
    (s) => !('NotAction' in s || 'NotResource' in s),
  ],
  [
    'policy-actions',
    'must name each action in full, without *',
    (s) => texts(s['Action']).every((action) => !action.includes('*')),
  ],
  [
    'policy-resources',
    'must name each resource: * is allowed only inside a named one, as in <bucket>/*',
    (s) => texts(s['Resource']).every(isNamed) || cannotBeNamed(s),
  ],
  [
    'policy-everyone',
    'must name who is allowed, which is never everyone',
    (s) => !principals(s).includes('*'),
  ],
  [
    'policy-schedules',
    'must limit schedules to one account: StringEquals aws:SourceAccount',
    (s) => !services(s).includes('scheduler.amazonaws.com') || 'aws:SourceAccount' in equals(s),
  ],
  [
    'policy-services',
    'must limit for whom a service acts: StringEquals aws:SourceAccount and aws:SourceArn',
    (s) =>
      !allowsService(s) ||
      [...keysForService(services(s), texts(s['Action']))].every((key) => key in equals(s)),
  ],
];

/**
 * Lists what makes a policy too wide: wildcards, access for everyone, and services that could act for strangers. Statements
 * that deny are not checked.
 *
 * Sources: IAM User Guide, "The confused deputy problem" and "Grant least privilege".
 */
export const policyIssues = (policy: string): readonly Omit<StackIssue, 'path'>[] => {
  const statements = statementsOf(policy);
  if (!statements) return [{ rule: 'policy-text', message: 'must be JSON text, so that it can be checked' }];
  return statements
    .filter((statement) => statement['Effect'] !== 'Deny')
    .flatMap((statement) =>
      rules.filter(([, , holds]) => !holds(statement)).map(([rule, message]) => ({ rule, message })),
    );
};

const statementsOf = (policy: string): readonly Statement[] | undefined => {
  try {
    const statements: unknown = JSON.parse(policy).Statement;
    return Array.isArray(statements) ? statements : undefined;
  } catch {
    return undefined; // a reference to a document that another resource creates
  }
};

// Accepts `${aws_s3_bucket.x.arn}/*`, `arn:aws:s3:::name/folder/*` and `${group.arn}:*`. Refuses `*`, `arn:aws:s3:::*` and
// `arn:aws:chime:us-east-1:111122223333:vc/*`, which is every connector of an account.
const isNamed = (resource: string): boolean =>
  [
    /^\$\{[^}]+\.arn\}([:/][^*]*)?([:/]\*)?$/,
    /^arn:[^*]*[^*:/]$/,
    /^arn:[^:*]+:s3:::[^*:/]+(\/[^*:]+)?\/\*$/,
    /^arn(:[^*:]*){4}:[^*:/]+[:/][^*]*[^*:/][:/]\*$/,
  ].some((form) => form.test(resource));

// IAM defines no resource for some actions. They need "*", and the Region is their only limit.
const cannotBeNamed = (s: Statement): boolean =>
  texts(s['Action']).every((action) => actionsWithoutResource.has(action)) &&
  texts(s['Resource']).every((resource) => resource === '*') &&
  typeof Object(equals(s))['aws:RequestedRegion'] === 'string';

const services = (s: Statement): readonly string[] => texts(Object(s['Principal']).Service);

const allowsService = (statement: Statement): boolean =>
  'Resource' in statement && Object.hasOwn(Object(statement['Principal']), 'Service');

const equals = (statement: Statement): object => Object(Object(statement['Condition']).StringEquals);

const principals = ({ Principal }: Statement): readonly string[] =>
  typeof Principal === 'string' ? [Principal] : Object.values(Object(Principal)).flatMap(texts);

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
