// Read by the compiler and never run: each marked line must fail to compile.
import type { DynamoTable } from './dynamo-table';
import type { LambdaApp, LambdaAppProps } from './lambda-app';
import type { PrivateBucket } from './private-bucket';

declare const app: LambdaApp;
declare const table: DynamoTable;
declare const bucket: PrivateBucket;

// @ts-expect-error an app must say who is hurt when it fails
export const silent: LambdaAppProps = { app: 'a', alarmTopicArn: 'arn' };

// @ts-expect-error nodejs20.x can no longer be created
export const old: LambdaAppProps['runtime'] = 'nodejs20.x';

// @ts-expect-error a table has no need called drop
app.mayUse(table, 'drop');

// @ts-expect-error a bucket has no items to update
app.mayUse(bucket, 'update');

// @ts-expect-error mayUse needs at least one need
app.mayUse(table);
