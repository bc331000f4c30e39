import { forwardStoreContract } from '../testing';
import { memoryForwards } from './memory-forwards';

forwardStoreContract('memoryForwards', async () => memoryForwards());
