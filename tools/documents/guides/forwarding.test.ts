import { testGuide } from '../testing/test-guide';

testGuide('forwarding.md');
