import { forwardStoreContract } from './forward-store.contract';
import { memoryForwards } from './memory-forwards';

forwardStoreContract('memoryForwards', async () => memoryForwards());
