import { testGuide } from '../testing/test-guide';

testGuide('platform.md');
