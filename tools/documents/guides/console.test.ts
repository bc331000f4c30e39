import { testGuide } from '../testing/test-guide';

testGuide('console.md');
