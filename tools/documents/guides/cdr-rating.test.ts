import { testGuide } from '../testing/test-guide';

testGuide('cdr-rating.md');
