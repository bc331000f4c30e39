/** Every recorded prompt: its name, which is that of its file without the extension, and its words. */
export const prompts = {
  connecting: 'Please wait while we connect your call.',
  unavailable: 'We are sorry. We could not connect your call. Please try again later.',
  'leave-a-message': 'Please leave a message now. When you are done, press pound or hang up.',
  'thank-you': 'Thank you. Goodbye.',
} as const satisfies Readonly<Record<string, string>>;

/** Whether a name is that of a prompt. */
export const isPrompt = (name: string): boolean => Object.hasOwn(prompts, name);
