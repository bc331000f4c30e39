import { operationStoreContract } from '../testing';
import { memoryOperations } from './memory-operations';

operationStoreContract('memoryOperations', async () => memoryOperations());
