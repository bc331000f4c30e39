import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * A connection to DynamoDB that loses answers: a proxy carries out each write, and closes the connection instead of sending
 * the answer when it is told to. The client repeats a request once, as the AWS SDK does in the apps.
 */
export const losingAnswers = async (endpoint: string) => {
  const upstream = new URL(endpoint);
  let toLose = 0;
  let lost = 0;
  const proxy = createServer((incoming, outgoing) => {
    const isWrite = /\.(?:Put|Update|Delete|TransactWrite)Item/.test(
      String(incoming.headers['x-amz-target']),
    );
    const { method, url, headers } = incoming;
    const forwarded = request(
      { host: upstream.hostname, port: upstream.port, method, path: url, headers },
      (answer) => {
        if (isWrite && toLose > 0) {
          toLose -= 1;
          lost += 1;
          answer.resume().once('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(forwarded);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const db = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
  return {
    db,
    /** Loses the answer of the next write that `work` makes. @returns the result of `work`; throws if no answer was lost */
    losing: async <T>(work: () => Promise<T>): Promise<T> => {
      const before = lost;
      toLose = 1;
      const result = await work();
      if (lost !== before + 1) throw new Error('Cannot test a lost answer: no write was made');
      return result;
    },
    stop: async () => {
      db.destroy();
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, 'close');
    },
  };
};
