import type { JsonFields } from '../rules/rule';
import type { SmaError } from '../sma-event';
import { type Correct, textIn } from './wire';

/** An error, in whichever of its shapes: ErrorType and ErrorMessage of the action, one `Error`, or at the top level. */
export const errorIn = (data: JsonFields, event: JsonFields, correct: Correct): SmaError => {
  const list = Array.isArray(data['ErrorList']) ? data['ErrorList'].map(asText) : [];
  if (data['ErrorType'] !== undefined) return { ...typeAndMessage(data), list };

  const single = textIn(data['Error']) ?? textIn(event['Error']);
  if (single !== undefined) {
    correct('read Error as ErrorType and ErrorMessage');
    const [type = '', ...message] = single.split(':');
    return { type: type.trim(), message: message.join(':').trim(), list };
  }
  if (event['ErrorType'] !== undefined) {
    correct('read ErrorType at the top level as that of the action');
    return { ...typeAndMessage(event), list };
  }
  correct('read a missing error as Unknown');
  return { type: 'Unknown', message: textIn(data['ErrorMessage']) ?? '', list };
};

/** The error of a refused answer is at the top level. */
export const refusalIn = (event: JsonFields, correct: Correct): SmaError => errorIn(event, {}, correct);

const typeAndMessage = ({ ErrorType, ErrorMessage }: JsonFields) => ({
  type: textIn(ErrorType) || 'Unknown',
  message: textIn(ErrorMessage) ?? '',
});

const asText = (entry: unknown): string => textIn(entry) ?? JSON.stringify(entry);
