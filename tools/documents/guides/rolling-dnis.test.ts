import { testGuide } from '../test-guide';

testGuide('rolling-dnis.md');
