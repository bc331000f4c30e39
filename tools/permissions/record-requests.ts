import type { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { chimeRequests, dynamoRequests, IamRequest } from './iam-requests';

/** Records what each app asks of AWS, through the clients that are given to `watch`. */
export const recordRequests = () => {
  const byApp = new Map<string, Map<string, IamRequest>>();
  let current: string | undefined;

  const record = (requests: readonly IamRequest[]) => {
    if (current === undefined) return;
    const seen = byApp.get(current) ?? new Map<string, IamRequest>();
    for (const request of requests) seen.set(`${request.action} ${request.resource}`, request);
    byApp.set(current, seen);
  };

  return {
    /** Records the requests of a client while an app runs. */
    watch: <Client extends ChimeSDKVoiceClient | DynamoDBClient>(
      client: Client,
      requestsOf: typeof chimeRequests | typeof dynamoRequests,
    ): Client => {
      (client as DynamoDBClient).middlewareStack.add(
        (next, { commandName = '' }) =>
          (args) => {
            record(requestsOf(commandName.replace(/Command$/, ''), args.input as never));
            return next(args);
          },
        { step: 'initialize' },
      );
      return client;
    },
    /** Runs an app. Only its requests are recorded. */
    as: async <T>(app: string, run: () => Promise<T>): Promise<T> => {
      current = app;
      try {
        return await run();
      } finally {
        current = undefined;
      }
    },
    requestsOf: (app: string): readonly IamRequest[] => [...(byApp.get(app)?.values() ?? [])],
  };
};
