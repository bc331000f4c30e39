import { memoryOperations } from './memory-operations';
import { operationStoreContract } from './operation-store.contract';

operationStoreContract('memoryOperations', async () => memoryOperations());
