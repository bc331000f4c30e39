import { goldenSecond, idOf, keyOf, voiceConnector } from './records';
import { type ExpectedOutcome, priced } from './vector';

/** The call that most vectors with several documents use, and its expected outcome. */

export const serviceCode = 'AmazonChimeVoiceConnector';
export const usageType = 'USE1-US-US-outbound-minutes';
export const when = goldenSecond('2020-04-01T12:00:00Z');
export const source = keyOf('calls', when, idOf(1));

export const good = (n: number, more = {}) =>
  voiceConnector({ id: idOf(n), at: when, seconds: 6, usageType, more });

export const rated = (source: string, position: number): ExpectedOutcome =>
  priced('flat', { source, position }, { serviceCode, usageType, at: when, seconds: 6 });
