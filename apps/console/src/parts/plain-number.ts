/**
 * A number as the APIs expect it. People separate digits with spaces, dashes, dots and parentheses. Any other text, such as the
 * user of a SIP phone (`lobby-7`, `1001-2`) or an ARN, stays as it was typed.
 */
export const plainNumber = (text: string): string => {
  const trimmed = text.trim();
  const isNumber =
    /^[+\d\s().-]+$/.test(trimmed) && (/^[+(]/.test(trimmed) || trimmed.replace(/\D/g, '').length >= 7);
  return isNumber ? trimmed.replace(/[\s().-]/g, '') : trimmed;
};
