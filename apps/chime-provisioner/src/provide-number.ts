import { nextStep, noApplication, routingOf } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { buyNumber } from './buy-number';
import { chooseNumber } from './choose-number';
import { undoNumber } from './undo-number';
import type { NumberPorts } from './number-ports';
import { isSameSource } from './number-source';
import { retry } from './retry';
import { isSameRouting, type ProvidedNumber, wantedRouting } from './provided-number';
import type { NumberRequest } from './request';
import { moveAndName, refuseIfForwarded } from './move-and-name';
import { changedByAnother, saveRecord } from './save-record';
import { whenSweepIsDone } from './worker';

/** The result of a create or update: the number. */
export type Provided = { readonly number: E164 };

/**
 * Terraform's create of a number. Repeating it resumes an unfinished create.
 * @throws if it cannot be done, or not yet
 */
export const createNumber = async (ports: NumberPorts, request: NumberRequest): Promise<Provided> => {
  const found = await ports.provided.find(request.name);
  if (!found) return complete(ports, await begin(ports, request));
  const same = isSameSource(found.source, request.source);
  if (found.status === 'ready' && !same)
    throw new Error(
      `Cannot create the number "${request.name}": the name belongs to another number: choose another name`,
    );
  if (same && found.status !== 'leaving') return resume(ports, found, request);
  // A delete or a create was left unfinished, and Terraform knows of neither.
  await undoNumber(ports, found);
  return complete(ports, await begin(ports, request));
};

/**
 * Terraform's update of a number: changes what it is used for. It is accepted when it is stored; from then on, the sweep
 * finishes it if this invocation cannot.
 * @throws if another number is asked for, if the number does not exist, or if it cannot be done, or not yet
 */
export const updateNumber = async (ports: NumberPorts, request: NumberRequest): Promise<Provided> => {
  const found = await whenSweepIsDone(ports, request.name);
  const what = `Cannot update the number "${request.name}"`;
  if (!found)
    throw new Error(`${what}: there is no number of that name: replace the resource, so that it is created`);
  if (!isSameSource(found.source, request.source))
    throw new Error(
      `${what}: adopt and order must stay as they were: put them into the triggers too, so that Terraform replaces`,
    );
  return resume(ports, found, request);
};

/** Stores a record of what is to be done for a new number. */
const begin = async (ports: NumberPorts, request: NumberRequest): Promise<ProvidedNumber> => {
  await connectorOrThrow(ports, request);
  const { name, source, onDestroy, revision } = request;
  const wanted = wantedRouting(request);
  const record = { name, source, wanted, onDestroy, version: 1, ...(revision !== undefined && { revision }) };
  if (source.kind === 'order')
    return chooseNumber(ports, { ...record, status: 'ordering', acquired: false }, source.with, undefined);

  const what = `adopt the number of "${name}"`;
  const seen = await retry(ports.wait, what, () => ports.numbers.find(source.number));
  if (!seen) throw new Error(`Cannot ${what}: the account does not have it: order it first`);
  // Checked before anything is stored, so a number that cannot be adopted leaves no record.
  const next = nextStep(seen, wanted, noApplication);
  if (next.kind === 'cannot') throw new Error(`Cannot ${what}: ${next.because}`);
  const routing = routingOf(seen, noApplication);
  if (routing.kind === 'another-application')
    throw new Error(`Cannot ${what}: another SIP media application answers it`);
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
    throw new Error(`Cannot ${what}: it is provided under another name: expected one name for each number`);
  if (outcome === 'conflict') throw changedByAnother(name);
  return adopted;
};

/** Resumes unfinished work, or changes a number that is ready. */
const resume = async (
  ports: NumberPorts,
  found: ProvidedNumber,
  request: NumberRequest,
): Promise<Provided> => {
  const { onDestroy, revision = '' } = request;
  const wanted = wantedRouting(request);
  if (found.status === 'ready' && isSameRouting(found.wanted, wanted)) {
    // The number itself is not touched: it may be forwarded now.
    await saveRecord(ports, found, { onDestroy, revision });
    return { number: found.number };
  }
  await connectorOrThrow(ports, request);
  const status = statusToResume(found);
  if (status !== 'ordering') await refuseIfForwarded(ports, found);
  const worker = { by: 'terraform', until: ports.endsAt } as const;
  return complete(ports, await saveRecord(ports, found, { wanted, onDestroy, revision, status, worker }));
};

const statusToResume = ({ acquired, status }: ProvidedNumber): ProvidedNumber['status'] => {
  if (!acquired) return 'ordering';
  return status === 'ready' || status === 'updating' ? 'updating' : 'moving';
};

/** Does what the record says. */
export const complete = async (ports: NumberPorts, written: ProvidedNumber): Promise<Provided> => {
  const { source } = written;
  const mine =
    source.kind === 'order' && !written.acquired ? await buyNumber(ports, written, source.with) : written;
  await moveAndName(ports, mine, mine.wanted, mine.name);
  await saveRecord(ports, mine, { status: 'ready' });
  return { number: mine.number };
};

const connectorOrThrow = async (
  { market, wait }: NumberPorts,
  { name, connectorId }: NumberRequest,
): Promise<void> => {
  if (!connectorId) return;
  const what = `provide the number "${name}"`;
  if (!(await retry(wait, what, () => market.hasConnector(connectorId))))
    throw new Error(`Cannot ${what}: there is no Voice Connector "${connectorId}"`);
};
