/** The largest pool that can be planned. A larger one is a mistake in the units. */
export const mostNumbers = 1_000_000;

/**
 * The share of transfers that find no free number: Erlang B, for `numbers` numbers and an offered load in erlangs, which is
 * the rate of transfers times the mean time that a number is held. It depends on that mean only, not on how the times are
 * spread. Computed by the recurrence of its inverse, which cannot overflow into a wrong value: I(0) = 1,
 * I(n) = 1 + n / load × I(n - 1), B = 1 / I(n).
 */
export const erlangB = (numbers: number, load: number): number => {
  if (load === 0) return numbers === 0 ? 1 : 0;
  let inverse = 1;
  for (let n = 1; n <= numbers; n += 1) inverse = 1 + (n / load) * inverse;
  return 1 / inverse;
};

/**
 * The fewest numbers whose blocking does not exceed a target.
 *
 * @throws RangeError for a target that cannot be reached, or is not a share
 */
export const numbersFor = (load: number, blocking: number): number => {
  checkLoad(load);
  checkBlocking(blocking);
  if (load === 0) return 0;
  let inverse = 1;
  let numbers = 0;
  while (1 / inverse > blocking) {
    numbers += 1;
    if (numbers > mostNumbers)
      throw new RangeError(
        `Cannot plan for ${load} erlangs: expected a load that ${mostNumbers} numbers can carry`,
      );
    inverse = 1 + (numbers / load) * inverse;
  }
  return numbers;
};

/** The load in erlangs that a number of lines carries at a blocking target: `erlangB` solved for its load. */
export const loadFor = (numbers: number, blocking: number): number => {
  checkBlocking(blocking);
  if (blocking === 1) return Infinity;
  let low = 0;
  let high = 1;
  while (erlangB(numbers, high) < blocking) high *= 2;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (erlangB(numbers, middle) < blocking) low = middle;
    else high = middle;
  }
  return low;
};

/** The effect of callers who retry. */
export type Retried = {
  /** The load including the retries. */
  readonly load: number;
  /** The share of attempts that are blocked. */
  readonly blocking: number;
};

/**
 * Blocking if a share of the blocked callers retry: the smallest load A' with A' = A + A' × B(numbers, A') × share.
 *
 * @param share of blocked attempts that are repeated, from 0 to below 1
 */
export const withRetries = (numbers: number, load: number, share: number): Retried => {
  checkLoad(load);
  if (!(share >= 0 && share < 1))
    throw new RangeError(`Cannot use the share of retries ${share}: expected 0 to below 1`);
  let total = load;
  // Newton's method. It approaches the solution from below, because the lost load is a convex function of the offered load.
  for (let step = 0; step < 100; step += 1) {
    const blocking = erlangB(numbers, total);
    const missing = load + total * blocking * share - total;
    if (missing <= 1e-13 * total) break;
    total += missing / (1 - share * blocking * (1 + numbers - total + total * blocking));
  }
  return { load: total, blocking: erlangB(numbers, total) };
};

/** The fewest numbers whose blocking does not exceed a target if a share of the blocked callers retry. */
export const numbersWithRetries = (load: number, target: number, share: number) => {
  let low = numbersFor(load, target);
  // Enough, because the load with retries is at most this while the target is met.
  let high = numbersFor(load / (1 - target * share), target);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (withRetries(middle, load, share).blocking <= target) high = middle;
    else low = middle + 1;
  }
  return { numbers: low, ...withRetries(low, load, share) };
};

/**
 * The share of transfers that find no free number if only a limited number of sources can start one, each at `idleRate` (in
 * units of the mean hold) while it is not in a transfer: Engset's call congestion, which a source meets when the others are
 * busy. E(0) = 1, E(n) = (S - n) a E(n - 1) / (n + (S - n) a E(n - 1)).
 */
export const engset = (sources: number, numbers: number, idleRate: number): number => {
  let blocking = 1;
  for (let n = 1; n <= numbers && blocking > 0; n += 1)
    blocking = withOneMore(sources, n, idleRate, blocking);
  return blocking;
};

/** Engset's blocking with `n` numbers, from that with one fewer. */
const withOneMore = (sources: number, n: number, idleRate: number, blocking: number): number => {
  const offered = (sources - n) * idleRate * blocking;
  return offered <= 0 ? 0 : offered / (n + offered);
};

/** The fewest numbers, at least one, whose blocking does not exceed a target if only some sources can start a transfer. */
export const numbersForSources = (sources: number, idleRate: number, target: number) => {
  let numbers = 1;
  let blocking = withOneMore(sources, 1, idleRate, 1);
  while (blocking > target) {
    numbers += 1;
    blocking = withOneMore(sources, numbers, idleRate, blocking);
  }
  return { numbers, blocking };
};

const checkLoad = (load: number): void => {
  if (!(load >= 0 && Number.isFinite(load)))
    throw new RangeError(`Cannot plan for ${load} erlangs: expected a load of 0 or more`);
};

const checkBlocking = (blocking: number): void => {
  if (!(blocking > 0 && blocking <= 1))
    throw new RangeError(
      `Cannot plan for a blocking of ${blocking}: expected a share above 0 and at most 1, such as 0.001`,
    );
};
