import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials, type LocalAws } from '../local-aws/local-aws';

/** Creates the SNS topics that a synthesised stack looks up, because an account has them before a stack is deployed. */
export const createTopics = async (
  folder: string,
  { ministack }: LocalAws,
  region: string,
): Promise<void> => {
  const { data } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const topics = Object.values<{ readonly name: string }>(data?.aws_sns_topic ?? {});
  for (const Name of new Set(topics.map(({ name }) => name))) {
    const { ok, status } = await fetch(ministack, {
      method: 'POST',
      // The emulator reads the service from the signature's scope, and does not verify the signature.
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/sns/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({ Action: 'CreateTopic', Version: '2010-03-31', Name }),
    });
    if (!ok) throw new Error(`Cannot create the topic "${Name}" on the emulator: status ${status}`);
  }
};
