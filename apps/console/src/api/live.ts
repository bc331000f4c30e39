import type { localTypes } from '@dialplane/console-api';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

type LiveEvent = localTypes.components['schemas']['Event'];

/** The queries whose answers an event changes. A query's key starts with one of these words. */
const changedBy: Readonly<Record<LiveEvent['type'], readonly string[]>> = {
  call: ['calls', 'call', 'phones', 'overview', 'dialtone'],
  phone: ['phones', 'dialtone'],
  forward: ['numbers', 'forward', 'forwards', 'overview', 'explain'],
  operation: ['numbers', 'overview'],
  reservation: ['pools', 'overview'],
  'back-fill': ['rating', 'overview'],
};

const types = Object.keys(changedBy) as readonly LiveEvent['type'][];

/** Events come in bursts: a call causes ten in a second. So what changed is read again at most this often, in milliseconds. */
const atMostEvery = 250;

/** A browser reconnects by itself, but not after a response such as 503. Then we open a new connection after this pause, in milliseconds. */
const pause = 5_000;

/**
 * Follows the server's events, and refreshes every query whose answer they change.
 *
 * @returns how to stop
 */
export const followEvents = (
  client: QueryClient,
  connected: (isConnected: boolean) => void,
): (() => void) => {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    timer = undefined;
    for (const word of stale) void client.invalidateQueries({ queryKey: [word] });
    stale.clear();
  };
  let wasLost = false;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const opened = new EventSource('/api/local/events');
    for (const type of types)
      opened.addEventListener(type, () => {
        changedBy[type].forEach((word) => stale.add(word));
        timer ??= setTimeout(refresh, atMostEvery);
      });
    opened.onopen = () => {
      connected(true);
      // What happened while there was no connection is unknown.
      if (wasLost) void client.invalidateQueries();
      wasLost = false;
    };
    opened.onerror = () => {
      wasLost = true;
      connected(false);
      if (opened.readyState === EventSource.CLOSED) reopening = setTimeout(() => (source = open()), pause);
    };
    return opened;
  };
  let source = open();
  return () => {
    clearTimeout(timer);
    clearTimeout(reopening);
    source.close();
  };
};

/** Follows the server's events while the component is shown. @returns whether the connection is up */
export const useLive = (client: QueryClient, isOffered: boolean): boolean => {
  const [isConnected, setConnected] = useState(false);
  useEffect(() => (isOffered ? followEvents(client, setConnected) : undefined), [client, isOffered]);
  return isConnected;
};
