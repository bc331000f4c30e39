import { nextStep, noApplication, routingOf } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { buyNumber } from './buy-number';
import { chooseNumber } from './choose-number';
import { giveNumberBack } from './give-number-back';
import type { NumberPorts } from './number-ports';
import { isSameSource } from './number-source';
import { insist } from './patience';
import { isSameRouting, type ProvidedNumber, wantedRouting } from './provided-number';
import type { NumberRequest } from './request';
import { settleNumber } from './settle-number';
import { changedMeanwhile, writeDown } from './write-down';

/** What Terraform is told of a number. */
export type Provided = { readonly number: E164 };

/**
 * Brings a number about, as Terraform's create. Done again, it goes on from wherever it stopped.
 * @throws if it cannot be done, or not yet
 */
export const createNumber = async (ports: NumberPorts, request: NumberRequest): Promise<Provided> => {
  const found = await ports.provided.find(request.name);
  if (!found) return settle(ports, await begin(ports, request));
  const same = isSameSource(found.source, request.source);
  if (found.status === 'ready' && !same)
    throw new Error(
      `Cannot create the number "${request.name}": the name stands for another number: choose another name`,
    );
  if (same && found.status !== 'leaving') return goOn(ports, found, request);
  // Half undone, or half done and not wanted any more: Terraform knows of neither.
  await giveNumberBack(ports, found);
  return settle(ports, await begin(ports, request));
};

/**
 * Changes what a number is used for, as Terraform's update.
 * @throws if it would be another number, if there is none, or if it cannot be done, or not yet
 */
export const updateNumber = async (ports: NumberPorts, request: NumberRequest): Promise<Provided> => {
  const found = await ports.provided.find(request.name);
  const what = `Cannot update the number "${request.name}"`;
  if (!found)
    throw new Error(`${what}: there is none of that name: replace the resource, so that it is created`);
  if (!isSameSource(found.source, request.source))
    throw new Error(
      `${what}: adopt and order must stay as they were: put them into the triggers too, so that Terraform replaces`,
    );
  return goOn(ports, found, request);
};

/** Writes down what is to be done for a number of which nothing is known. */
const begin = async (ports: NumberPorts, request: NumberRequest): Promise<ProvidedNumber> => {
  await connectorOrThrow(ports, request);
  const { name, source, onDestroy } = request;
  const wanted = wantedRouting(request);
  const record = { name, source, wanted, onDestroy, version: 1 };
  if (source.kind === 'order')
    return chooseNumber(ports, { ...record, status: 'ordering', acquired: false }, source.with, undefined);

  const what = `adopt the number of "${name}"`;
  const seen = await insist(ports.pause, what, () => ports.numbers.find(source.number));
  if (!seen) throw new Error(`Cannot ${what}: the account does not have it: order it first`);
  // Looked at before anything is written: what cannot be adopted leaves nothing behind.
  const next = nextStep(seen, wanted, noApplication);
  if (next.kind === 'cannot') throw new Error(`Cannot ${what}: ${next.because}`);
  const routing = routingOf(seen, noApplication);
  if (routing === 'elsewhere') throw new Error(`Cannot ${what}: another SIP media application answers it`);
  const adopted: ProvidedNumber = {
    ...record,
    number: source.number,
    chosenAt: ports.now(),
    before: { routing, ...(seen.name && { name: seen.name }) },
    status: 'moving',
    acquired: true,
  };
  const outcome = await ports.provided.put(adopted, undefined);
  if (outcome === 'number-taken')
    throw new Error(`Cannot ${what}: it is provided under another name: expected one name for a number`);
  if (outcome === 'conflict') throw changedMeanwhile(name);
  return adopted;
};

/** Goes on with what was begun, or changes what is ready. */
const goOn = async (ports: NumberPorts, found: ProvidedNumber, request: NumberRequest): Promise<Provided> => {
  const { onDestroy } = request;
  const wanted = wantedRouting(request);
  if (found.status === 'ready' && isSameRouting(found.wanted, wanted)) {
    // Left where it is: it may be forwarded just now.
    if (found.onDestroy !== onDestroy) await writeDown(ports, found, { onDestroy });
    return { number: found.number };
  }
  await connectorOrThrow(ports, request);
  const status = found.acquired ? 'moving' : 'ordering';
  return settle(ports, await writeDown(ports, found, { wanted, onDestroy, status }));
};

/** Does what is written down. */
const settle = async (ports: NumberPorts, written: ProvidedNumber): Promise<Provided> => {
  const { source } = written;
  const mine =
    source.kind === 'order' && !written.acquired ? await buyNumber(ports, written, source.with) : written;
  await settleNumber(ports, mine, mine.wanted, mine.name);
  await writeDown(ports, mine, { status: 'ready' });
  return { number: mine.number };
};

const connectorOrThrow = async (
  { market, pause }: NumberPorts,
  { name, connectorId }: NumberRequest,
): Promise<void> => {
  if (!connectorId) return;
  const what = `provide the number "${name}"`;
  if (!(await insist(pause, what, () => market.hasConnector(connectorId))))
    throw new Error(`Cannot ${what}: there is no Voice Connector "${connectorId}"`);
};
