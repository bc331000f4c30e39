import { testGuide } from '../test-guide';

testGuide('console.md');
