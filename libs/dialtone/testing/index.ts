export { callLedgerContract } from './call-ledger.contract';
export { describeDialtoneBundle } from './dialtone-bundle';
export { someDialtone, somePolicy } from './some-dialtone';
