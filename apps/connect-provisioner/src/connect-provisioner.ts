import { type Clock, describeIssues } from '@dialplane/basics';
import type { ReservationStore } from '@dialplane/dnis-pool';
import type { Logger } from '@dialplane/lambda-runtime';
import { type E164, isE164, redact } from '@dialplane/phone-numbers';
import type { NumberFlows } from './number-flows';
import { type Invocation, parseConnectInvocation } from './parse-invocation';

/** What the app is wired to. */
export type ConnectProvisioner = {
  readonly flows: NumberFlows;
  readonly pools: Pick<ReservationStore, 'add' | 'retire'>;
  readonly now: Clock;
  readonly log: Logger;
};

/** What Terraform gets: the `result` of the invocation. */
export type Provisioned = { readonly number: string };

/**
 * Gives a phone number its flow and its pool, which Terraform has no resource for, and takes them away. Each step looks at
 * what is there and is safe to repeat, so Terraform's next apply finishes what a failed one left.
 *
 * A number joins its pool after it has its flow, and leaves the pool before it loses the flow: a number that is checked out
 * is always answered. A flow that was set by other means is kept when the number is released.
 */
export const connectProvisioner =
  (wired: ConnectProvisioner) =>
  async (input: unknown): Promise<Provisioned> => {
    try {
      const read = parseConnectInvocation(input);
      if (!read.ok) throw new Error(`Cannot read the input: ${describeIssues(read.error)}`);
      const { tf, ...wanted } = read.value;
      const done = tf.action === 'delete' ? await takeAway(wired, wanted) : await provide(wired, wanted);
      wired.log.info('Carried out', { action: tf.action, pool: wanted.pool ?? 'none' });
      return done;
    } catch (error) {
      wired.log.error('Could not carry out', { error });
      throw new Error(redact(error instanceof Error ? error.message : String(error)));
    }
  };

type Wanted = Omit<Invocation, 'tf'>;

const provide = async ({ flows, pools, now }: ConnectProvisioner, wanted: Wanted): Promise<Provisioned> => {
  const number = await flows.numberOf(wanted.phoneNumberId);
  if (number === undefined || !isE164(number))
    throw new Error(
      `Cannot find the phone number ${wanted.phoneNumberId}: expected one that the instance has claimed`,
    );
  await flows.associate(wanted);
  if (wanted.pool !== undefined) {
    const added = await pools.add(wanted.pool, number, wanted.mode ?? 'exclusive', now());
    if (added.kind === 'in-pool')
      throw new Error(
        `Cannot add a number to the pool "${wanted.pool}": it is in the pool "${added.pool}". Use another number`,
      );
  }
  return { number };
};

const takeAway = async ({ flows, pools }: ConnectProvisioner, wanted: Wanted): Promise<Provisioned> => {
  const number = await flows.numberOf(wanted.phoneNumberId);
  if (number === undefined) return { number: '' };
  if (wanted.pool !== undefined) await pools.retire(wanted.pool, number as E164);
  if ((await flows.flowOf(wanted)) === wanted.flowId) await flows.disassociate(wanted);
  return { number };
};
