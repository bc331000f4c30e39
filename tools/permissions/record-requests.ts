import { type IamRequest, iamRequests, toLearnThatItIsMissing } from './iam-requests';

/** A client of the SDK, of any service. */
export type AnyClient = {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: { readonly add: (...middleware: never) => void };
};

type Middleware = (
  next: (args: { readonly input: Input }) => Promise<unknown>,
  context: { readonly commandName?: string },
) => (args: { readonly input: Input }) => Promise<unknown>;
type Input = Readonly<Record<string, unknown>>;

/** Records what each app asks of AWS, through the clients that are given to `watch`. */
export const recordRequests = () => {
  const byApp = new Map<string, Map<string, IamRequest>>();
  let current: string | undefined;

  const record = (app: string, requests: readonly IamRequest[]) => {
    const seen = byApp.get(app) ?? new Map<string, IamRequest>();
    for (const request of requests) {
      const inPlace = { ...request, resource: request.resource.replace(ofOneScenario, '$1') };
      seen.set(JSON.stringify(inPlace), inPlace);
    }
    byApp.set(app, seen);
  };

  return {
    /** Records the requests of a client while an app runs. */
    watch: <Client extends AnyClient>(client: Client): Client => {
      const { serviceId } = client.config;
      add(client, 'high', (next, { commandName }) => async (args) => {
        const app = current;
        if (app === undefined) return next(args);
        record(app, iamRequests(serviceId, nameOf(commandName), args.input));
        try {
          return await next(args);
        } catch (error) {
          if ((error as Error).name === 'NoSuchKey') record(app, toLearnThatItIsMissing(args.input));
          throw error;
        }
      });
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
    /** Adds a request that AWS makes with the app's role, and not the app itself. */
    note: (app: string, request: IamRequest): void => record(app, [request]),
    requestsOf: (app: string): readonly IamRequest[] => [...(byApp.get(app)?.values() ?? [])],
  };
};

/** A number at the end of a table's name: it only separates one scenario from the next. */
const ofOneScenario = /(:table\/[a-z]+)-\d+/;

export type Recorder = ReturnType<typeof recordRequests>;

/** Answers the requests of a client in place of AWS, for services that have no simulator here. */
export const withAnswers = <Client extends AnyClient>(
  client: Client,
  answer: (command: string, input: Input) => object,
): Client => {
  add(client, 'normal', (_next, { commandName }) => async (args) => ({
    output: { ...answer(nameOf(commandName), args.input), $metadata: {} },
    response: {},
  }));
  return client;
};

/** What is added with a high priority sees a request before what is added with a normal one. */
const add = (client: AnyClient, priority: 'high' | 'normal', middleware: Middleware): void =>
  (client.middlewareStack.add as (middleware: Middleware, options: object) => void)(middleware, {
    step: 'initialize',
    priority,
  });

const nameOf = (command = ''): string => command.replace(/Command$/, '');
