import { testGuide } from '../testing/test-guide';

testGuide('rolling-dnis.md');
