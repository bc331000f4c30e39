import { testGuide } from '../testing/test-guide';

testGuide('direct-dialtone.md');
