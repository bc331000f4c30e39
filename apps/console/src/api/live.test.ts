import { QueryClient } from '@tanstack/react-query';
import { followEvents } from './live';

/** A browser's EventSource, whose connection the test controls. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;

  constructor() {
    super();
    FakeEventSource.opened.push(this);
  }
  connects() {
    this.readyState = 1;
    this.onopen?.();
  }
  fails(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
}

const follow = () => {
  const client = new QueryClient();
  const refreshed: unknown[] = [];
  client.invalidateQueries = async (filters) => void refreshed.push(filters?.queryKey ?? 'everything');
  const states: boolean[] = [];
  const stop = followEvents(client, (isConnected) => states.push(isConnected));
  return { refreshed, states, stop };
};
const latest = () => FakeEventSource.opened.at(-1) as FakeEventSource;

const browsers = globalThis.EventSource;
beforeEach(() => {
  jest.useFakeTimers();
  FakeEventSource.opened = [];
  globalThis.EventSource = FakeEventSource as never;
});
afterEach(() => {
  jest.useRealTimers();
  globalThis.EventSource = browsers;
});

it('opens a new connection when the browser has given up, and then reads everything again', () => {
  const { refreshed, states } = follow();
  latest().fails(FakeEventSource.CLOSED); // such as a response of 503
  jest.advanceTimersByTime(5_000);
  latest().fails(FakeEventSource.CLOSED);
  jest.advanceTimersByTime(5_000);
  latest().connects();

  expect(FakeEventSource.opened).toHaveLength(3);
  expect(states).toEqual([false, false, true]);
  expect(refreshed).toEqual(['everything']);
});

it('leaves reconnecting to the browser while it tries', () => {
  follow();
  latest().fails(0);
  jest.advanceTimersByTime(60_000);

  expect(FakeEventSource.opened).toHaveLength(1);
});

it('refreshes once for a burst of events, also on a new connection', () => {
  const { refreshed } = follow();
  latest().fails(FakeEventSource.CLOSED);
  jest.advanceTimersByTime(5_000);
  for (let count = 0; count < 10; count += 1) latest().dispatchEvent(new Event('reservation'));
  jest.advanceTimersByTime(250);

  expect(refreshed).toEqual([['pools'], ['overview']]);
});

it('opens no connection after it was stopped', () => {
  const { stop } = follow();
  latest().fails(FakeEventSource.CLOSED);
  stop();
  jest.advanceTimersByTime(60_000);

  expect(FakeEventSource.opened).toHaveLength(1);
});
