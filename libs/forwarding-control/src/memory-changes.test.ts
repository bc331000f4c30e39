import { changeLogContract } from './change-log.contract';
import { memoryChanges } from './memory-changes';

changeLogContract('memoryChanges', async () => memoryChanges());
