export { callLedgerContract } from './call-ledger.contract';
export { someDialtone, somePolicy } from './some-dialtone';
