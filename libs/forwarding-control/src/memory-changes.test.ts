import { changeLogContract } from '../testing';
import { memoryChanges } from './memory-changes';

changeLogContract('memoryChanges', async () => memoryChanges());
