import { testGuide } from '../test-guide';

testGuide('direct-dialtone.md');
