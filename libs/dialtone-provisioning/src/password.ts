import { randomInt } from 'node:crypto';

const lower = 'abcdefghijkmnopqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';

/** Letters and digits that are not mistaken for each other when they are keyed into a phone: 24 of them hold 136 bits. */
export const newPassword = (length = 24): string => {
  const any = lower + upper + digits;
  const one = (of: string): string => of[randomInt(of.length)] ?? '';
  for (;;) {
    const password = Array.from({ length }, () => one(any)).join('');
    if (passwordIssues(password).length === 0) return password;
  }
};

/** Twilio's rules for the password of a SIP user (docs, "SIP Credential resource"). The issues never quote it. */
export const passwordIssues = (password: string): readonly string[] => [
  ...(password.length >= 12 ? [] : ['must have at least 12 characters']),
  ...(/[a-z]/.test(password) && /[A-Z]/.test(password) ? [] : ['must have small and capital letters']),
  ...(/\d/.test(password) ? [] : ['must have a digit']),
];
