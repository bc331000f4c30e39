import type { Context } from 'hono';
import { gatewayClient } from './gateway-client';

const clientOf = (authorizer: object | undefined) =>
  gatewayClient({ env: { event: { requestContext: { authorizer } } } } as unknown as Context);

it.each`
  userArn                                                            | name
  ${'arn:aws:sts::111122223333:assumed-role/legacy-ivr/i-0a1b2c3d'}  | ${'arn:aws:sts::111122223333:assumed-role/legacy-ivr'}
  ${'arn:aws:sts::111122223333:assumed-role/legacy-ivr/other'}       | ${'arn:aws:sts::111122223333:assumed-role/legacy-ivr'}
  ${'arn:aws-us-gov:sts::111122223333:assumed-role/legacy-ivr/i-01'} | ${'arn:aws-us-gov:sts::111122223333:assumed-role/legacy-ivr'}
  ${'arn:aws:iam::111122223333:user/assumed-role/ada'}               | ${'arn:aws:iam::111122223333:user/assumed-role/ada'}
`('the IAM identity $userArn is the client $name, in each of its sessions', ({ userArn, name }) => {
  expect(clientOf({ iam: { userArn } })).toEqual({ name, mayAdminister: true, mayTransfer: true });
});

it.each([[undefined], [{}], [{ iam: { userArn: '' } }]])('%j is not signed in', (authorizer) => {
  expect(clientOf(authorizer)).toBeUndefined();
});
