import { findRoute, readInput } from '@dialplane/virtual-aws';
import { chimeVoice } from '@dialplane/virtual-chime';
import { localAccountId } from '../local-aws/local-aws';
import { serveSimulator } from '../local-aws/simulator-server';
import { allows } from '../permissions/evaluate';
import { arns, type IamRequest, iamRequests } from '../permissions/iam-requests';
import type { Policy } from '../permissions/role-policies';

type Fetch = (request: Request) => Promise<Response>;

/** Stands between the Lambda functions of an emulated account and the services that they use, and enforces their policies. */
export type PolicyGate = {
  /** Environment variables for the functions, so that they send their requests here. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the emulator is: it starts after the gate. */
  readonly open: (ministack: string) => void;
  /** How many requests of how many functions were evaluated. */
  readonly summary: () => { readonly requests: number; readonly functions: readonly string[] };
  /** Every request that was refused: function, action and resource. */
  readonly denied: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/**
 * Evaluates each request of a function to DynamoDB or Chime under the policies that its role has at that moment, and answers
 * AccessDeniedException instead of passing on one that they do not allow. A request's user agent has the function's name.
 */
export const policyGate = async (chime: Fetch): Promise<PolicyGate> => {
  let ministack = '';
  const denied = new Set<string>();
  const functions = new Map<string, number>();

  const refusal = async (request: Request, wants: readonly IamRequest[]): Promise<Response | undefined> => {
    const name = /\bapp\/([\w-]+)/.exec(request.headers.get('user-agent') ?? '')?.[1];
    if (name === undefined) return undefined; // not a function
    functions.set(name, (functions.get(name) ?? 0) + 1);
    const policy = await policyOfFunction(ministack, name);
    for (const want of wants)
      if (!(await allows(policy, want))) {
        denied.add(`${name}: ${want.action} on ${want.resource}`);
        return accessDenied(want);
      }
    return undefined;
  };

  const dynamo = await serveSimulator({
    fetch: async (request) => {
      const body = await request.text();
      const command = request.headers.get('x-amz-target')?.split('.')[1] ?? '';
      const { pathname } = new URL(request.url);
      return (
        (await refusal(request, iamRequests('DynamoDB', command, JSON.parse(body)))) ??
        fetch(`${ministack}${pathname}`, { method: 'POST', headers: withoutLength(request.headers), body })
      );
    },
  });
  const voice = await serveSimulator({
    fetch: async (request) => {
      const route = findRoute(chimeVoice.operations, request);
      const input = route && (await readInput(route, request.clone(), chimeVoice.limitOf));
      const wants =
        route && input?.ok ? iamRequests('Chime SDK Voice', route.operation.name, input.value) : [];
      return (await refusal(request, wants)) ?? chime(request);
    },
  });

  return {
    settings: {
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: voice.url,
      // The emulator sets the function's name; the SDK puts the application's name into the user agent.
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
        'process.env.AWS_SDK_UA_APP_ID??=process.env.AWS_LAMBDA_FUNCTION_NAME',
      )}`,
    },
    open: (url) => void (ministack = url),
    summary: () => ({
      requests: [...functions.values()].reduce((sum, count) => sum + count, 0),
      functions: [...functions.keys()],
    }),
    denied: () => [...denied],
    stop: async () => void (await Promise.all([dynamo.stop(), voice.stop()])),
  };
};

/** The statements of all policies of a function's role. The evaluator's ARNs are of another account than the emulator's. */
const policyOfFunction = async (ministack: string, name: string): Promise<Policy> => {
  const answer = await fetch(`${ministack}/2015-03-31/functions/${name}/configuration`);
  const { Role = '' } = (await answer.json()) as { readonly Role?: string };
  const RoleName = Role.split('/').at(-1) ?? '';
  const names = await iam(ministack, { Action: 'ListRolePolicies', RoleName });
  const documents = await Promise.all(
    [...names.matchAll(/<member>([^<]+)<\/member>/g)].map(([, PolicyName = '']) =>
      iam(ministack, { Action: 'GetRolePolicy', RoleName, PolicyName }),
    ),
  );
  const statements = documents.flatMap((xml) => {
    const text = /<PolicyDocument>([^<]+)<\/PolicyDocument>/.exec(xml)?.[1] ?? '';
    const [, , , , account = ''] = arns.table('').split(':');
    const policy: Policy = JSON.parse(decodeURIComponent(text).replaceAll(localAccountId, account));
    return policy.Statement;
  });
  return { Version: '2012-10-17', Statement: statements };
};

/** IAM's own protocol: there is no client for it among our packages, and two calls need none. */
const iam = async (ministack: string, input: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(ministack, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none',
    },
    body: new URLSearchParams({ ...input, Version: '2010-05-08' }),
  });
  return answer.text();
};

const withoutLength = (headers: Headers): Headers => {
  const kept = new Headers(headers);
  for (const name of ['host', 'content-length', 'connection', 'transfer-encoding']) kept.delete(name);
  return kept;
};

const accessDenied = ({ action, resource }: IamRequest): Response => {
  const message = `The role is not authorized to perform ${action} on ${resource}`;
  return Response.json(
    { __type: 'com.amazon.coral.service#AccessDeniedException', message, Message: message },
    { status: 400, headers: { 'x-amzn-errortype': 'AccessDeniedException' } },
  );
};
