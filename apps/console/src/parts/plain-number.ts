/**
 * A number as the APIs expect it. People separate digits with spaces, dashes, dots and parentheses. Any other text, such as the
 * user of a SIP phone or an ARN, stays as it was typed.
 */
export const plainNumber = (text: string): string => {
  const trimmed = text.trim();
  return /^[+\d\s().-]+$/.test(trimmed) ? trimmed.replace(/[\s().-]/g, '') : trimmed;
};
