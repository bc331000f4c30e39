import { emptyStack, resources, stubCode } from '../testing';
import { BucketPart, type BucketPartNeed } from './bucket-part';
import { LambdaApp } from './lambda-app';
import { PrivateBucket } from './private-bucket';

const allowedBy = (
  needs: readonly [BucketPartNeed, ...BucketPartNeed[]],
  bucketArn = 'arn:aws:s3:::calls',
) => {
  const stack = emptyStack();
  const app = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Nothing is rated.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  app.mayUse(new BucketPart(stack, 'prices', { bucketArn, prefixes: ['prices/', 'plans/'] }), ...needs);
  const [, policy] = resources(stack, 'aws_iam_role_policy');
  return JSON.parse(String(policy?.['policy'])).Statement;
};

const objects = ['arn:aws:s3:::calls/prices/*', 'arn:aws:s3:::calls/plans/*'];

it.each`
  need        | actions
  ${'get'}    | ${['s3:GetObject']}
  ${'put'}    | ${['s3:PutObject']}
  ${'upload'} | ${['s3:PutObject', 's3:AbortMultipartUpload']}
  ${'delete'} | ${['s3:DeleteObject']}
`('gives an app that may $need objects $actions on keys with its prefixes', ({ need, actions }) => {
  expect(allowedBy([need])).toEqual([{ Effect: 'Allow', Action: actions, Resource: objects }]);
});

it('gives an app that may list it the keys with its prefixes, and no others', () => {
  expect(allowedBy(['list', 'get'])).toEqual([
    {
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: ['arn:aws:s3:::calls'],
      Condition: { StringLike: { 's3:prefix': ['prices/*', 'plans/*'] } },
    },
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: objects },
  ]);
});

it('works with a bucket of the same stack', () => {
  const stack = emptyStack();
  const bucketArn = new PrivateBucket(stack, 'results').bucket.arn;
  const [allowance] = new BucketPart(stack, 'rated', { bucketArn, prefixes: ['rated/'] }).allowancesFor([
    'get',
  ]);

  expect(allowance?.resources).toEqual([`${bucketArn}/rated/*`]);
});

it.each(['prices', '', '/', '*', 'a*/'])('refuses the prefix "%s", which is not a folder', (prefix) => {
  const part = () =>
    new BucketPart(emptyStack(), 'part', { bucketArn: 'arn:aws:s3:::calls', prefixes: [prefix] });

  expect(part).toThrow(`Cannot allow the prefix "${prefix}": expected a folder that ends in /`);
});
