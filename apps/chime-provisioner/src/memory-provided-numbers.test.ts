import { memoryProvidedNumbers } from './memory-provided-numbers';
import { providedNumbersContract } from '../testing/provided-numbers.contract';

providedNumbersContract('memoryProvidedNumbers', async () => memoryProvidedNumbers());
