import type { Schemas } from './schemas';

/** What changes while a page is open. */
export type ConsoleEvent = Schemas['Event'];

/** Passes events on to every page that listens. */
export type ConsoleEvents = {
  readonly publish: (event: ConsoleEvent) => void;
  /** @returns how to stop listening */
  readonly subscribe: (listener: (event: ConsoleEvent) => void) => () => void;
};

export const consoleEvents = (): ConsoleEvents => {
  const listeners = new Set<(event: ConsoleEvent) => void>();
  return {
    publish: (event) => listeners.forEach((listener) => listener(event)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
