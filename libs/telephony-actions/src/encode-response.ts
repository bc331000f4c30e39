import { checkResponse } from './check-response';
import type { BrokenRule } from './rules/rule';
import type { SmaResponse } from './sma-response';

/**
 * Lets an answer through if it keeps every documented rule.
 *
 * @throws Error that lists every broken rule with its path and how to put it right; no values, since they may be phone
 * numbers. The service would refuse the answer, or end the call.
 */
export const encodeResponse = (answer: SmaResponse): SmaResponse => {
  const wrong = checkResponse(answer, 'sender');
  if (wrong.length === 0) return answer;
  throw new Error(`Cannot send the answer: ${wrong.map(described).join('; ')}`);
};

const described = ({ path, message, hint }: BrokenRule): string =>
  `${path} ${message}${hint ? ` (${hint})` : ''}`.trim();
