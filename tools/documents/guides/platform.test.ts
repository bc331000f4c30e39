import { testGuide } from '../test-guide';

testGuide('platform.md');
