import { testGuide } from '../test-guide';

testGuide('forwarding.md');
