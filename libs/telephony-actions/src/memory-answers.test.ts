import type { EpochSeconds } from '@dialplane/basics';
import { keepSeconds } from './answer-store';
import { answerStoreContract } from './answer-store.contract';
import { memoryAnswers } from './memory-answers';

answerStoreContract('memoryAnswers', async () => memoryAnswers());

it('forgets answers in the end, so that memory does not fill up', async () => {
  const store = memoryAnswers();
  const run = { event: { transactionId: 't-1', sequence: 1 }, by: 'ann' };
  await store.claim(run, 0 as EpochSeconds, 4 as EpochSeconds);
  await store.keep(run, { SchemaVersion: '1.0', Actions: [], TransactionAttributes: {} }, 1 as EpochSeconds);
  const later = (1 + keepSeconds) as EpochSeconds;

  expect(await store.claim({ ...run, by: 'ben' }, later, (later + 4) as EpochSeconds)).toEqual({
    kind: 'mine',
  });
});
