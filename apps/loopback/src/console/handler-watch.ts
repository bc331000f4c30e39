/** One event that a handler was given, and its answer. */
export type HandlerExchange = {
  /** The id of the call. */
  readonly call: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The name of the app. */
  readonly handler: string;
  readonly event: unknown;
  readonly response?: unknown;
  readonly error?: string;
};

/** Receives each exchange when it is over. */
export type HandlerWatch = (exchange: HandlerExchange) => void;

/** A handler whose exchanges are watched. It answers as the handler does, and throws what the handler throws. */
export const watchedHandler =
  <Event, Answer>(
    handle: (event: Event) => Promise<Answer>,
    {
      name,
      callOf,
      now,
      watch,
      shown = (value) => value,
    }: {
      readonly name: string;
      readonly callOf: (event: Event) => string | undefined;
      readonly now: () => number;
      readonly watch: HandlerWatch;
      /** How an event or answer is shown. @default as it is */
      readonly shown?: (value: Event | Answer) => unknown;
    },
  ) =>
  async (event: Event): Promise<Answer> => {
    const call = callOf(event);
    const at = now();
    const tell = (outcome: Pick<HandlerExchange, 'response' | 'error'>): void => {
      if (call !== undefined) watch({ call, at, handler: name, event: shown(event), ...outcome });
    };
    try {
      const response = await handle(event);
      tell({ response: shown(response) });
      return response;
    } catch (error) {
      tell({ error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
