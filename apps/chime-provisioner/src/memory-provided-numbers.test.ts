import { memoryProvidedNumbers } from './memory-provided-numbers';
import { providedNumbersContract } from './provided-numbers.contract';

providedNumbersContract('memoryProvidedNumbers', async () => memoryProvidedNumbers());
