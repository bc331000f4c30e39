import type { VirtualTime } from './time';

type Task = {
  readonly due: number;
  readonly order: number;
  readonly work: () => void | Promise<void>;
  cancelled: boolean;
};

const before = (a: Task, b: Task) => a.due < b.due || (a.due === b.due && a.order < b.order);

/**
 * Virtual time, starting at `start` (epoch milliseconds). It does not use the machine's clock, so the same work gives
 * the same history every time. A task that fails stops `run`, which throws its error.
 */
export const virtualTime = (start: number): VirtualTime => {
  const waiting: Task[] = []; // a binary heap, the next task first
  let now = start;
  let asked = 0;

  const add = (task: Task) => {
    let at = waiting.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = waiting[parent] as Task;
      if (!before(task, above)) break;
      waiting[at] = above;
      at = parent;
    }
    waiting[at] = task;
  };

  const takeNext = (): Task | undefined => {
    const [next] = waiting;
    const last = waiting.pop();
    if (!last || !next || waiting.length === 0) return next;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let child = waiting[left];
      if (!child) break;
      const right = waiting[left + 1];
      const side = right && before(right, child) ? left + 1 : left;
      child = waiting[side] as Task;
      if (!before(child, last)) break;
      waiting[at] = child;
      at = side;
    }
    waiting[at] = last;
    return next;
  };

  return {
    now: () => now,
    after: (milliseconds, work) => {
      const task: Task = { due: now + Math.max(0, milliseconds), order: asked++, work, cancelled: false };
      add(task);
      return () => {
        task.cancelled = true;
      };
    },
    run: async (until = Infinity) => {
      for (let next = waiting[0]; next && next.due <= until; next = waiting[0]) {
        takeNext();
        if (next.cancelled) continue;
        now = next.due;
        const underWay = next.work();
        if (underWay) await underWay;
      }
      if (until !== Infinity) now = Math.max(now, until);
    },
  };
};
