import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ConsoleEvents } from '../console-events';

/** How often an idle stream says that it is alive, in milliseconds. */
const heartbeat = 15_000;

/** The most pages that may listen at a time. Each one keeps a connection open. */
const mostStreams = 50;

/** Server-sent events: every change, to every page that is open. */
export const eventStream = ({ subscribe }: ConsoleEvents): Hono => {
  let open = 0;
  return new Hono().get('/', (context) => {
    // Hono answers HEAD by this route too, and drops the stream without ending it.
    if (context.req.method === 'HEAD')
      return context.body(null, 200, { 'content-type': 'text/event-stream' });
    if (open >= mostStreams) return context.text('Too many pages are open', 503, { 'retry-after': '10' });
    context.header('cache-control', 'no-store');
    return streamSSE(context, async (stream) => {
      open += 1;
      let closed = (): void => undefined;
      const ended = new Promise<void>((resolve) => (closed = resolve));
      const stop = subscribe(
        (event) => void stream.writeSSE({ event: event.type, data: JSON.stringify(event) }).catch(closed),
      );
      const timer = setInterval(
        () => void stream.writeSSE({ event: 'alive', data: '' }).catch(closed),
        heartbeat,
      );
      stream.onAbort(closed);
      await stream.writeSSE({ event: 'alive', data: '', retry: 2_000 });
      await ended;
      clearInterval(timer);
      stop();
      open -= 1;
    });
  });
};
