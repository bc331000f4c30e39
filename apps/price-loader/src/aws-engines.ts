import { type GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Engine } from './engine';

/** The rater as a Lambda function, invoked without waiting. Lambda queues the event, and retries it if the function fails. */
export const lambdaEngine = (client: LambdaClient, FunctionName: string): Engine => ({
  start: async (plan) => {
    const Payload = JSON.stringify({ plan });
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
  },
});

/** The rater as a Glue job. */
export const glueEngine = (
  client: GlueClient,
  JobName: string,
  buckets: { readonly records: string; readonly results: string },
): Engine => ({
  start: async (plan) => {
    const Arguments = {
      '--plan': `s3://${buckets.results}/${plan}`,
      '--cdrs': `s3://${buckets.records}`,
      '--out': `s3://${buckets.results}/rated`,
    };
    await client.send(new StartJobRunCommand({ JobName, Arguments }));
  },
});
