import { checkResponse } from './check-response';
import type { BrokenRule } from './rules/rule';
import type { SmaResponse } from './sma-response';

/**
 * Returns a response unchanged if it satisfies every documented rule.
 *
 * @throws Error that lists every broken rule with its path and how to fix it, without values, since they may be phone numbers.
 * The service would reject the response or end the call.
 */
export const encodeResponse = (answer: SmaResponse): SmaResponse => {
  const wrong = checkResponse(answer, 'sender');
  if (wrong.length === 0) return answer;
  throw new Error(`Cannot send the response: ${wrong.map(described).join('; ')}`);
};

const described = ({ path, message, hint }: BrokenRule): string =>
  `${path} ${message}${hint ? ` (${hint})` : ''}`.trim();
