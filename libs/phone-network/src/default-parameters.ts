/**
 * The documented default values of parameters, by action (the page of each action). Events repeat an action with its defaults
 * filled in, as the examples and published logs show. The log in the README of docwho2/java-chime-voicesdk-sma shows no
 * TerminatorDigits, and the wait for the next attempt as the wait between two keys.
 */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CallAndBridge: { CallTimeoutSeconds: 30 },
  Hangup: { SipResponseCode: 0 },
  PlayAudio: { Repeat: 1 },
  PlayAudioAndGetDigits: { MinNumberOfDigits: 0, MaxNumberOfDigits: 128, Repeat: 1 },
  RecordAudio: { SilenceThreshold: 200 },
  SendDigits: { ToneDurationInMilliseconds: 250 },
  Speak: { Engine: 'standard', TextType: 'text', VoiceId: 'Joanna' },
  SpeakAndGetDigits: { MinNumberOfDigits: 0, MaxNumberOfDigits: 128, Repeat: 1 },
  StartBotConversation: { LocaleId: 'en_US' },
};

export const withDefaults = (
  type: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  ...defaults[type],
  ...(type.endsWith('AndGetDigits') && {
    InBetweenDigitsDurationInMilliseconds: parameters['RepeatDurationInMilliseconds'],
  }),
  ...parameters,
});
