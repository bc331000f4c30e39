import { deployerRequests, type Requests } from './deployer-requests';
import { document } from './policy';
import { resourcesOf, type SynthesizedStack } from './synthesized-stack';

/** What the deployer policies of a stack are limited to. */
export type DeployerScope = {
  /** The id of the stack: the names of its resources begin with it, and its tag `stack` has it. */
  readonly stack: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /** The id of the account. @default `*`: IAM lets a role reach no other account that does not allow it */
  readonly account?: string;
  /** The name of the IAM policy that every role of the stack must have as its permissions boundary. @default none */
  readonly boundary?: string;
};

/** A statement of a deployer policy, which always allows something. */
export type DeployerStatement = {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

/** Why a deployer may perform an action. Only `always` is part of every deployment. */
export type DeployerReason = 'always' | 'changes' | 'implied';

/**
 * What the role that runs Terraform for a stack needs to plan, apply, update and destroy it, and no more. It follows from the
 * types of resources in the stack.
 *
 * @param reasons leaves out what is needed for other reasons. @default all reasons
 * @throws when the stack has a type of resource that `deployerRequests` does not list
 */
export const deployerStatements = (
  stack: SynthesizedStack,
  scope: DeployerScope,
  reasons: readonly DeployerReason[] = ['always', 'changes', 'implied'],
): readonly DeployerStatement[] => {
  const unknown = typesOf(stack).filter((type) => !(type in deployerRequests));
  if (unknown.length > 0)
    throw new Error(
      `Cannot derive the deployer policy of "${scope.stack}": expected what Terraform requests for ${unknown.join(', ')} in deployer-requests.ts`,
    );
  const statements = new Map<string, { rest: Omit<DeployerStatement, 'Action'>; actions: Set<string> }>();
  const add = (Action: readonly string[], rest: Omit<DeployerStatement, 'Action'>) => {
    const key = JSON.stringify(rest);
    const known = statements.get(key) ?? { rest, actions: new Set<string>() };
    for (const action of Action) known.actions.add(action);
    statements.set(key, known);
  };
  const all = typesOf(stack).flatMap((type) =>
    (deployerRequests[type] ?? []).map((requests) => ({ ...requests, names: namesOf(stack, type) })),
  );
  for (const { names, ...requests } of all) {
    const wanted = reasons.flatMap((reason) => requests[reason]?.split(' ') ?? []);
    if (wanted.length === 0) continue;
    add(
      wanted.map((action) => `${requests.service}:${action}`),
      {
        Effect: 'Allow',
        Resource: requests.arns
          .flatMap((arn) => (arn.includes('{name}') ? names.map((name) => arn.replace('{name}', name)) : arn))
          .map((arn) => withNames(arn, scope)),
        ...conditionOf(requests, scope),
      },
    );
  }
  const services = servicesOf(stack);
  if (services.length > 0)
    add(['iam:PassRole'], {
      Effect: 'Allow',
      Resource: [withNames('iam::{account}:role/{stack}-*', scope)],
      Condition: { StringEquals: { 'iam:PassedToService': services } },
    });
  return [...statements.values()]
    .map(({ rest: { Effect, ...rest }, actions }) => ({ Effect, Action: [...actions].sort(), ...rest }))
    .flatMap((statement) => withBoundary(statement, scope));
};

/**
 * The deployer policies of a stack as JSON texts. IAM allows 6,144 characters for a managed policy, without white space, and ten
 * policies for a role (IAM user guide, "IAM and AWS STS quotas").
 */
export const deployerPolicies = (stack: SynthesizedStack, scope: DeployerScope): readonly string[] => {
  const parts: DeployerStatement[][] = [];
  for (const statement of deployerStatements(stack, scope)) {
    const last = parts.at(-1);
    if (last && document([...last, statement]).length <= LONGEST_POLICY) last.push(statement);
    else parts.push([statement]);
  }
  return parts.map(document);
};

const LONGEST_POLICY = 6144;

const typesOf = (stack: SynthesizedStack): readonly string[] => [
  ...Object.keys(stack.resource ?? {}).sort(),
  ...Object.keys(stack.data ?? {})
    .sort()
    .map((type) => `data.${type}`),
];

/** The names of all resources of a type. */
const namesOf = (stack: SynthesizedStack, type: string): readonly string[] => {
  const ofType = type.startsWith('data.') ? stack.data?.[type.slice(5)] : stack.resource?.[type];
  return Object.values(ofType ?? {}).map(({ name }) => String(name));
};

const withNames = (arn: string, { stack, region, account = '*' }: DeployerScope): string =>
  arn === '*'
    ? arn
    : `arn:${partitionOf(region)}:${arn}`
        .replaceAll('{stack}', stack)
        .replaceAll('{stack_}', stack.replaceAll('-', '_'))
        .replaceAll('{region}', region)
        .replaceAll('{account}', account);

/** AWS General Reference, "Amazon Resource Names": China and GovCloud are partitions of their own. */
const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const conditionOf = (
  { only }: Requests,
  { stack, region }: DeployerScope,
): Pick<DeployerStatement, 'Condition'> => {
  if (only === undefined) return {};
  const conditions = {
    own: { StringEquals: { 'aws:ResourceTag/stack': stack } },
    new: {
      StringEquals: { 'aws:RequestTag/stack': stack },
      StringEqualsIfExists: { 'aws:ResourceTag/stack': stack },
    },
    region: { StringEquals: { 'aws:RequestedRegion': region } },
  };
  return { Condition: conditions[only] };
};

/** The services that the roles of the stack trust, to which Terraform passes them. */
const servicesOf = (stack: SynthesizedStack): readonly string[] => {
  const services = resourcesOf(stack)
    .filter(({ type }) => type === 'aws_iam_role')
    .flatMap(({ resource }) => JSON.parse(String(resource['assume_role_policy'])).Statement)
    .flatMap(
      ({ Principal }: { readonly Principal: { readonly Service: string | readonly string[] } }) =>
        Principal.Service,
    );
  return [...new Set(services)].sort();
};

/** Without the boundary, no role can be created or get a policy. */
const boundActions = new Set(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy']);

const withBoundary = (statement: DeployerStatement, scope: DeployerScope): readonly DeployerStatement[] => {
  const { boundary } = scope;
  const bound = statement.Action.filter((action) => boundActions.has(action));
  if (boundary === undefined || bound.length === 0 || statement.Condition) return [statement];
  return [
    { ...statement, Action: statement.Action.filter((action) => !boundActions.has(action)) },
    {
      ...statement,
      // So that roles which were created before the stage had a boundary get it.
      Action: [...bound, 'iam:PutRolePermissionsBoundary'],
      Condition: {
        StringLike: { 'iam:PermissionsBoundary': withNames(`iam::{account}:policy/${boundary}`, scope) },
      },
    },
  ];
};
