/** Every prompt that callers may hear: its name, which is that of its file without the ending, and its words. */
export const texts = {
  connecting: 'Please wait while we connect your call.',
  unavailable: 'We are sorry. We could not connect your call. Please try again later.',
  'leave-a-message': 'Please leave a message now. When you are done, press pound or hang up.',
  'thank-you': 'Thank you. Goodbye.',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a prompt. */
export type PromptName = keyof typeof texts;
