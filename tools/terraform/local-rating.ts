import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials, type LocalAws } from '../local-aws/local-aws';

/** The buckets and the Glue job of a deployed rating run, as its users see them. */
export type LocalRating = {
  readonly put: (bucket: string, key: string, text: string) => Promise<void>;
  readonly remove: (bucket: string, key: string) => Promise<void>;
  /** The keys with this prefix, in order. */
  readonly keys: (bucket: string, prefix: string) => Promise<readonly string[]>;
  /** The text of an object, or undefined if it does not exist. */
  readonly read: (bucket: string, key: string) => Promise<string | undefined>;
  /** The arguments of every run of a Glue job, the latest first. */
  readonly runsOf: (job: string) => Promise<readonly Readonly<Record<string, string>>[]>;
  /** The number of messages in a queue. */
  readonly waitingIn: (queueUrl: string) => Promise<number>;
  /** The event that a schedule sends, as text. EventBridge Scheduler replaces the keywords in it; the emulator does not. */
  readonly scheduledEvent: (schedule: string) => Promise<string>;
  /** The number of log lines of a function with this message. */
  readonly logged: (functionName: string, message: string) => Promise<number>;
};

export const localRating = ({ ministack }: LocalAws, region: string): LocalRating => {
  const s3 = new S3Client({ endpoint: ministack, region, credentials });
  const glue = new GlueClient({ endpoint: ministack, region, credentials });
  const ask = askJson(ministack, region);
  return {
    put: async (Bucket, Key, Body) => void (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))),
    remove: async (Bucket, Key) => void (await s3.send(new DeleteObjectCommand({ Bucket, Key }))),
    keys: async (Bucket, Prefix) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.map(({ Key = '' }) => Key);
    },
    read: async (Bucket, Key) => {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    runsOf: async (JobName) => {
      const { JobRuns = [] } = await glue.send(new GetJobRunsCommand({ JobName }));
      return JobRuns.map((run) => run.Arguments ?? {});
    },
    waitingIn: async (QueueUrl) => {
      const AttributeNames = ['ApproximateNumberOfMessages'];
      const { Attributes } = await ask('sqs', 'AmazonSQS.GetQueueAttributes', { QueueUrl, AttributeNames });
      return Number(Attributes.ApproximateNumberOfMessages);
    },
    scheduledEvent: async (schedule) => {
      const answer = await fetch(`${ministack}/schedules/${schedule}`, {
        headers: { authorization: authorizationFor('scheduler', region) },
      });
      if (!answer.ok)
        throw new Error(`Cannot read the schedule "${schedule}": ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { readonly Target: { readonly Input: string } }).Target.Input;
    },
    logged: async (functionName, message) => {
      const logGroupName = `/aws/lambda/${functionName}`;
      const { events = [] } = await ask('logs', 'Logs_20140328.FilterLogEvents', { logGroupName });
      return events.filter((event: { message: string }) => event.message.includes(`"${message}"`)).length;
    },
  };
};

/** Calls AWS's JSON protocol directly, because one call each to SQS and CloudWatch Logs does not justify two more packages. */
const askJson =
  (ministack: string, region: string) => async (service: string, target: string, body: object) => {
    const answer = await fetch(ministack, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        authorization: authorizationFor(service, region),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Cannot ask ${target}: ${answer.status} ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };

/** The emulator ignores the signature, and reads account and Region from the scope. */
const authorizationFor = (service: string, region: string): string =>
  `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;

const givesUpAfterSeconds = 30;

/** Polls until there is a result. @throws after 30 s */
export const awaited = async <It>(what: string, ask: () => Promise<It | undefined>): Promise<It> => {
  for (let waited = 0; waited < givesUpAfterSeconds; waited += 0.25) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(250);
  }
  throw new Error(`Cannot continue: expected ${what} within ${givesUpAfterSeconds} s`);
};
