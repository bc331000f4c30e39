import {
  type DeployerReason,
  type DeployerScope,
  type DeployerStatement,
  deployerStatements,
  type SynthesizedStack,
} from '@dialplane/constructs';
import { allows } from './evaluate';
import { account, type IamRequest } from './iam-requests';
import { terraformIamRequests } from './terraform-iam-requests';
import type { LoggedRequest } from './terraform-log';

/** How the deployer policy of a stack and the requests of a whole deployment fit together. */
export type DeployerJudgement = {
  /** How many different requests were evaluated. */
  readonly requests: number;
  /** Every request that the policy does not allow: action, resource and context. */
  readonly denied: readonly string[];
  /** The actions of the policy that no request needed, and why it has them. */
  readonly notRequested: Readonly<Record<DeployerReason, readonly string[]>>;
};

/**
 * Evaluates every request of a deployment under the policy of its deployer.
 *
 * @param tags the tag `stack` of each resource that was deployed, by its ARN
 */
export const judgeDeployer = async (
  stack: SynthesizedStack,
  scope: DeployerScope,
  requests: readonly LoggedRequest[],
  tags: ReadonlyMap<string, string>,
): Promise<DeployerJudgement> => {
  const statements = deployerStatements(stack, scope);
  const policy = { Version: '2012-10-17', Statement: statements };
  const tagOf = new Map([...tags].map(([arn, tag]) => [arn.replace(/:\d{12}:/, `:${account}:`), tag]));
  const wanted = new Map<string, IamRequest>();
  for (const request of terraformIamRequests(requests)) {
    const tag = tagOf.get(request.resource);
    const complete = {
      ...request,
      context: { ...request.context, ...(tag !== undefined && { 'aws:ResourceTag/stack': tag }) },
    };
    wanted.set(JSON.stringify(complete), complete);
  }
  const denied: string[] = [];
  for (const request of wanted.values())
    if (
      !(request.action.startsWith('apigateway:')
        ? allowsApi(statements, request)
        : await allows(policy, request))
    )
      denied.push(`${request.action} on ${request.resource} ${JSON.stringify(request.context)}`);

  const requested = new Set([...wanted.values()].map(({ action }) => action));
  const without = (reason: DeployerReason, ...earlier: readonly DeployerReason[]): readonly string[] => {
    const known = new Set(actionsFor(stack, scope, earlier));
    return actionsFor(stack, scope, [reason]).filter(
      (action) => !known.has(action) && !requested.has(action),
    );
  };
  return {
    requests: wanted.size,
    denied,
    notRequested: {
      always: without('always'),
      changes: without('changes', 'always'),
      implied: without('implied', 'always', 'changes'),
    },
  };
};

const actionsFor = (
  stack: SynthesizedStack,
  scope: DeployerScope,
  reasons: readonly DeployerReason[],
): readonly string[] => [
  ...new Set(deployerStatements(stack, scope, reasons).flatMap(({ Action }) => Action)),
];

/** The evaluator knows only REST APIs, so it refuses to judge a resource of an HTTP API. Our statements for them have no condition. */
const allowsApi = (statements: readonly DeployerStatement[], { action, resource }: IamRequest): boolean =>
  statements.some(
    ({ Action, Resource, Condition }) =>
      !Condition &&
      Action.includes(action) &&
      Resource.some((it) => resource === it || (it.endsWith('*') && resource.startsWith(it.slice(0, -1)))),
  );
