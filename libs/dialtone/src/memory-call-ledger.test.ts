import { callLedgerContract } from '../testing';
import { memoryCallLedger } from './memory-call-ledger';

callLedgerContract('this process', async () => memoryCallLedger());
