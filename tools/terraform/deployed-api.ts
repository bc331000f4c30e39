import { credentials } from '../local-aws/local-aws';

/** What a stack with an API and a pool of operators says it made. */
export type ApiOutputs = {
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
};

/** Reads them from all that Terraform says. */
export const apiOutputs = (all: Readonly<Record<string, string>>): ApiOutputs => ({
  apiUrl: all['api_url'] ?? '',
  userPoolId: all['user_pool_id'] ?? '',
  clientId: all['user_pool_client_id'] ?? '',
});

/** Asks the deployed API. Anything but JSON in the answer is undefined. */
export type AskApi = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ readonly status: number; readonly json: unknown }>;

/**
 * The deployed API as ministack serves it: under a path, because the host name that it answers with cannot be resolved
 * everywhere. Its JWT authoriser checks signature, issuer, audience and expiry.
 */
export const deployedApi = (ministack: string, { apiUrl }: ApiOutputs, token?: string): AskApi => {
  const id = idOf(apiUrl);
  return async (method, path, body) => {
    const answer = await fetch(`${ministack}/_aws/execute-api/${id}/$default${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : undefined };
  };
};

/** The API as three people meet it. */
export type People = { readonly stranger: AskApi; readonly viewer: AskApi; readonly operator: AskApi };

/** Signs in a viewer and an operator. A stranger has no token. */
export const signInPeople = async (
  ministack: string,
  region: string,
  outputs: ApiOutputs,
): Promise<People> => {
  const as = (group: string) => signedInAs(group, ministack, region, outputs);
  return {
    stranger: deployedApi(ministack, outputs),
    viewer: await as('viewers'),
    operator: await as('operators'),
  };
};

/** The API as a new member of a group meets it. */
export const signedInAs = async (
  group: string,
  ministack: string,
  region: string,
  outputs: ApiOutputs,
): Promise<AskApi> => deployedApi(ministack, outputs, await signIn(ministack, region, outputs, group));

/** Every route that the deployed API has, such as `GET /numbers`. */
export const deployedRoutes = async (
  ministack: string,
  { apiUrl }: ApiOutputs,
): Promise<readonly string[]> => {
  const answer = await fetch(`${ministack}/v2/apis/${idOf(apiUrl)}/routes`);
  const { items } = JSON.parse(await answer.text()) as { items: readonly { routeKey: string }[] };
  return items.map(({ routeKey }) => routeKey);
};

const idOf = (apiUrl: string): string => new URL(apiUrl).hostname.split('.')[0] ?? '';

/** As if the stage required no second factor: nobody in a rehearsal has an authenticator app. */
export const withoutSecondFactor = (text: string): string =>
  text.replaceAll('"mfa_configuration": "ON"', '"mfa_configuration": "OPTIONAL"');

/** Somebody who may sign in. */
export type Person = { readonly username: string; readonly password: string };

/** Adds somebody to the pool and to a group, as an administrator does. */
export const addPerson = async (
  ministack: string,
  region: string,
  { userPoolId: UserPoolId }: Pick<ApiOutputs, 'userPoolId'>,
  group: string,
): Promise<Person> => {
  const cognito = askCognito(ministack, region);
  const Username = `${group}@example.com`;
  const Password = 'Only-for-emulators-1';
  await cognito('AdminCreateUser', {
    UserPoolId,
    Username,
    TemporaryPassword: `${Password}-once`,
    MessageAction: 'SUPPRESS',
  });
  await cognito('AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true });
  await cognito('AdminAddUserToGroup', { UserPoolId, Username, GroupName: group });
  return { username: Username, password: Password };
};

/** Adds somebody to a group and signs them in. @returns their token */
const signIn = async (
  ministack: string,
  region: string,
  outputs: ApiOutputs,
  group: string,
): Promise<string> => {
  const { username, password } = await addPerson(ministack, region, outputs, group);
  const cognito = askCognito(ministack, region);
  const { AuthenticationResult } = await cognito('InitiateAuth', {
    ClientId: outputs.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return AuthenticationResult.AccessToken; // the guide tells people to use this one
};

/** Cognito's own protocol: there is no client for it among our packages, and four calls need none. */
const askCognito = (ministack: string, region: string) => async (operation: string, input: object) => {
  const answer = await fetch(ministack, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      // The signature is not checked; account and Region are read from the scope.
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`Cannot ${operation}: ${answer.status} ${await answer.text()}`);
  return JSON.parse(await answer.text());
};
