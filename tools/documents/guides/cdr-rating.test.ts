import { testGuide } from '../test-guide';

testGuide('cdr-rating.md');
