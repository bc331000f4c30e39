/** One documented limit, and the rule that checks it. */
export type DocumentedLimit = {
  /** The id that `checkAction` and `checkResponse` report. */
  readonly rule: string;
  readonly limit: string;
  /** The public page that documents it. */
  readonly source: string;
  /** Where pages contradict each other or are unclear. We send what every page allows and accept what any page allows. */
  readonly disputed?: { readonly why: string; readonly sending: string; readonly reading: string };
};

/** A limit that cannot be checked in a response: it applies to the account, the deployment or the timing. */
export type OutsideLimit = Pick<DocumentedLimit, 'limit' | 'source'>;

/**
 * Every documented limit of a response. Not part of the handler: it is for people, and for the test that compares it with the
 * rules. `LIMITS.md` is generated from it.
 */
export const limits: readonly DocumentedLimit[] = [
  // The answer
  {
    rule: 'response/object',
    limit: 'A response is a plain object: not text, not empty, and not wrapped as for an API gateway.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/invoke-on-call-leg.html',
  },
  {
    rule: 'response/schema-version',
    limit: 'SchemaVersion is "1.0".',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/invoke-on-call-leg.html',
  },
  {
    rule: 'response/actions',
    limit: 'Actions is a list; null or a missing list keeps the queued actions.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/use-case-2.html',
  },
  {
    rule: 'response/action-count',
    limit: 'At most 10 actions per response.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/invoke-on-call-leg.html',
  },
  {
    rule: 'response/attributes',
    limit: 'TransactionAttributes is a map.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/transaction-attributes.html',
    disputed: {
      why: 'Null and a missing field both leave the attributes unchanged; we always send them all.',
      sending: 'a map',
      reading: 'a map or null',
    },
  },
  {
    rule: 'response/attribute-text',
    limit: 'TransactionAttributes hold text.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/transaction-attributes.html',
    disputed: {
      why: 'The page calls them JSON objects, and published samples store nested objects and numbers.',
      sending: 'text',
      reading: 'any JSON value',
    },
  },
  {
    rule: 'response/attribute-count',
    limit: 'At most 10 (or 100) TransactionAttributes.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/transaction-attributes.html',
    disputed: {
      why: 'The page allows 100; the error shown on attribute-trans-invalid says that the maximum is 10.',
      sending: '10',
      reading: '100',
    },
  },
  {
    rule: 'response/attribute-size',
    limit: 'At most 20 KB of TransactionAttributes.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/transaction-attributes.html',
    disputed: {
      why: 'The page does not say whether a KB is 1,000 or 1,024 bytes, or what is counted; we count the JSON.',
      sending: '20,000 bytes',
      reading: '20,480 bytes',
    },
  },
  {
    rule: 'action/object',
    limit: 'An action is an object with Type and Parameters.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/specify-actions.html',
  },
  {
    rule: 'action/type',
    limit: 'Type is the name of one of the 18 actions.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/specify-actions.html',
  },
  {
    rule: 'action/parameters',
    limit: 'Parameters is an object.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/specify-actions.html',
    disputed: {
      why: 'Every example has Parameters, also where all of them are optional, as for Hangup.',
      sending: 'an object',
      reading: 'an object, or left out',
    },
  },
  {
    rule: 'action/known-parameters',
    limit: 'Only parameters that the page of the action lists.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/specify-actions.html',
    disputed: {
      why: 'A parameter that is unknown or in the wrong place is dropped without an error.',
      sending: 'refused',
      reading: 'ignored',
    },
  },
  {
    rule: 'call/invocations',
    limit: 'At most 1,000 events per call.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/invoke-on-call-leg.html',
  },

  // Which leg
  {
    rule: 'leg/call-id',
    limit: "CallId is a leg's id from the event.",
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
    disputed: {
      why: 'Published samples send an empty CallId, and their logs show that the leg of the event is used.',
      sending: 'an id, or left out',
      reading: 'an id, empty, or left out',
    },
  },
  {
    rule: 'leg/participant-tag',
    limit: 'ParticipantTag is LEG-A or LEG-B.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
    disputed: {
      why: 'Some examples write Leg-A, and published samples send an empty tag.',
      sending: 'LEG-A, LEG-B',
      reading: 'LEG-A, LEG-B, Leg-A, Leg-B, empty',
    },
  },
  {
    rule: 'leg/one-name',
    limit: 'CallId or ParticipantTag, not both.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
    disputed: {
      why: 'The tag is ignored where CallId is given, and several examples have both.',
      sending: 'one of them',
      reading: 'both allowed',
    },
  },
  {
    rule: 'leg/caller-only',
    limit: 'JoinChimeMeeting and StartBotConversation are for LEG-A only.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/join-chime-meeting.html',
    disputed: { why: 'Some examples write Leg-A.', sending: 'LEG-A', reading: 'LEG-A, Leg-A' },
  },
  {
    rule: 'leg/call-id-required',
    limit: 'Speak, SpeakAndGetDigits, SendDigits, VoiceFocus and the call recording actions need a CallId.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/speak.html',
    disputed: {
      why: 'Published samples leave it out of Speak and SpeakAndGetDigits; we assume the same for the others.',
      sending: 'required',
      reading: 'the leg of the event if left out or empty',
    },
  },

  // Sound files, keys
  {
    rule: 's3/object',
    limit: 'A sound file is an object with Type, BucketName and Key.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
  },
  {
    rule: 's3/type',
    limit: 'Type is S3.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
  },
  {
    rule: 's3/bucket',
    limit: 'A bucket name has 3 to 63 characters: a-z, 0-9, dots and hyphens.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    disputed: {
      why: 'Buckets made in us-east-1 before March 2018 may have other names.',
      sending: 'the rules of today',
      reading: 'any name',
    },
  },
  {
    rule: 's3/key',
    limit: 'A key has 1 to 1,024 bytes.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
  },
  {
    rule: 'keys/list',
    limit: 'Keys that end something are a list.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
  },
  {
    rule: 'keys/key',
    limit: 'Each of them is one of 0-9, * and #.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },

  // CallAndBridge
  {
    rule: 'call-and-bridge/timeout',
    limit: 'CallTimeoutSeconds from 1 to 120, 30 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/caller-id',
    limit: "CallerIdNumber in E.164: the account's, or From of the first leg.",
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/one-endpoint',
    limit: 'Exactly one endpoint.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/endpoint',
    limit: 'An endpoint is an object with BridgeEndpointType and Uri.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/endpoint-type',
    limit: 'BridgeEndpointType is PSTN or AWS.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/arn',
    limit: 'Arn of a Voice Connector or a group, for AWS.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
    disputed: {
      why: 'Pages write ARNs with the service chime and with voiceconnector.',
      sending: 'chime',
      reading: 'chime, voiceconnector',
    },
  },
  {
    rule: 'call-and-bridge/arn-of-a-trunk',
    limit: 'Arn only for AWS.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
    disputed: {
      why: 'The page does not say what happens to an Arn for PSTN.',
      sending: 'refused',
      reading: 'ignored',
    },
  },
  {
    rule: 'call-and-bridge/phone',
    limit: 'Uri in E.164, for PSTN.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },
  {
    rule: 'call-and-bridge/trunk-user',
    limit: 'Uri of 1 to 30 (or 36) characters, for AWS.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
    disputed: {
      why: 'The guide as archived in June 2023 says 30, the page today 36.',
      sending: '30',
      reading: '36',
    },
  },
  {
    rule: 'call-and-bridge/trunk-user-characters',
    limit: 'Uri of a-z A-Z 0-9 & = + $ / % - _ ! ~ * ( ) . for AWS.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
  },

  // SIP headers
  {
    rule: 'sip-headers/map',
    limit: 'SipHeaders is a map beside Endpoints.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/sip-headers.html',
  },
  {
    rule: 'sip-headers/trunk-only',
    limit: 'SipHeaders for AWS endpoints only.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/call-and-bridge.html',
    disputed: {
      why: 'The CallAndBridge page says so; the example on sip-headers sends them to PSTN.',
      sending: 'AWS only',
      reading: 'AWS and PSTN',
    },
  },
  {
    rule: 'sip-headers/count',
    limit: 'At most 20 headers.',
    source:
      'https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_voice-chime_CreateSipMediaApplicationCall.html',
    disputed: {
      why: 'The API that places calls has this limit; the action has none on its page.',
      sending: '20',
      reading: 'any number',
    },
  },
  {
    rule: 'sip-headers/name',
    limit: 'Names begin with X-, or are User-to-User or Diversion.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/sip-headers.html',
  },
  {
    rule: 'sip-headers/token',
    limit: 'Names are tokens.',
    source: 'https://datatracker.ietf.org/doc/html/rfc3261#section-25.1',
  },
  {
    rule: 'sip-headers/reserved',
    limit: 'Names that begin with X-AMZN are reserved.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/sip-headers.html',
  },
  {
    rule: 'sip-headers/length',
    limit: 'At most 2,048 characters.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/sip-headers.html',
    disputed: {
      why: 'The page does not say whether the name counts.',
      sending: '2,048 with the name',
      reading: '2,048 without it',
    },
  },
  {
    rule: 'sip-headers/text',
    limit: 'Values are text on one line.',
    source: 'https://datatracker.ietf.org/doc/html/rfc3261#section-7.3.1',
  },
  {
    rule: 'sip-headers/user-to-user',
    limit: 'User-to-User is hexadecimal with ;encoding=hex.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/sip-headers.html',
  },
  {
    rule: 'sip-headers/diversion',
    limit: 'Diversion is an address with parameters, such as ;reason=unconditional.',
    source: 'https://datatracker.ietf.org/doc/html/rfc5806',
  },

  // Hangup, Pause, PlayAudio
  {
    rule: 'hangup/sip-response-code',
    limit: 'SipResponseCode is 0, 480 or 486; 0 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/hangup.html',
  },
  {
    rule: 'pause/duration',
    limit: 'DurationInMilliseconds from 100 to 30,000.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/unexpected-action-fail.html',
    disputed: {
      why: 'The page of the action only says above 0.',
      sending: '100 to 30,000',
      reading: 'above 0',
    },
  },
  {
    rule: 'play-audio/repeat',
    limit: 'Repeat is above 0; 1 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
  },

  // Gathering digits
  {
    rule: 'gathering/regex',
    limit: 'InputDigitsRegex is a regular expression.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'gathering/min-digits',
    limit: 'MinNumberOfDigits is at least 0; 0 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'gathering/max-digits',
    limit: 'MaxNumberOfDigits is a number above 0; 128 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'gathering/max-above-min',
    limit: 'MaxNumberOfDigits is more than MinNumberOfDigits.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
    disputed: {
      why: 'The page does not say what happens if both are equal.',
      sending: 'more',
      reading: 'more or equal',
    },
  },
  {
    rule: 'gathering/between-digits',
    limit: 'InBetweenDigitsDurationInMilliseconds is above 0; RepeatDurationInMilliseconds if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'gathering/repeat',
    limit: 'Repeat is above 0; 1 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'gathering/repeat-duration',
    limit: 'RepeatDurationInMilliseconds is required, and above 0.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio-get-digits.html',
  },
  {
    rule: 'receive-digits/regex',
    limit: 'InputDigitsRegex is required, and a regular expression.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/listen-to-digits.html',
  },
  {
    rule: 'receive-digits/between-digits',
    limit: 'InBetweenDigitsDurationInMilliseconds is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/listen-to-digits.html',
  },
  {
    rule: 'receive-digits/flush',
    limit: 'FlushDigitsDurationInMilliseconds is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/listen-to-digits.html',
  },

  // RecordAudio
  {
    rule: 'record-audio/duration',
    limit: 'DurationInSeconds is above 0.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },
  {
    rule: 'record-audio/silence-duration',
    limit: 'SilenceDurationInSeconds from 1 to 1,000.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },
  {
    rule: 'record-audio/silence-threshold',
    limit: 'SilenceThreshold from 1 to 1,000; 200 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },
  {
    rule: 'record-audio/silence-threshold-alone',
    limit: 'SilenceThreshold needs SilenceDurationInSeconds.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
    disputed: {
      why: 'It is ignored without; and the page gives SilenceDurationInSeconds both the default 200 and none.',
      sending: 'both or neither',
      reading: 'ignored',
    },
  },
  {
    rule: 'record-audio/destination',
    limit: 'RecordingDestination is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },
  {
    rule: 'record-audio/prefix',
    limit: 'Prefix of at most 979 characters.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/record-audio.html',
  },
  {
    rule: 'record-audio/prefix-characters',
    limit: "Prefix of S3's safe characters.",
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
  },

  // SendDigits
  {
    rule: 'send-digits/length',
    limit: 'At most 50 (or 128) digits.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/send-digits.html',
    disputed: {
      why: 'The page of the action says 50, the page unexpected-action-fail 128.',
      sending: '50',
      reading: '128',
    },
  },
  {
    rule: 'send-digits/characters',
    limit: 'Digits of 0-9, *, #, A-D and the comma, half a second.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/send-digits.html',
  },
  {
    rule: 'send-digits/tone',
    limit: 'ToneDurationInMilliseconds from 50 to 24,000; 250 if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/send-digits.html',
  },

  // Speech
  {
    rule: 'speech/text',
    limit: 'Text of at most 1,000 characters.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/speak.html',
  },
  {
    rule: 'speech/engine',
    limit: 'Engine is standard or neural; standard if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/speak.html',
  },
  {
    rule: 'speech/language',
    limit: 'LanguageCode is one of Amazon Polly.',
    source: 'https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html',
  },
  {
    rule: 'speech/text-type',
    limit: 'TextType is text or ssml; text if left out.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/speak.html',
  },
  {
    rule: 'speech/ssml',
    limit: 'SSML is enclosed in <speak>.',
    source: 'https://docs.aws.amazon.com/polly/latest/dg/speak-tag.html',
  },
  {
    rule: 'speech/voice',
    limit: 'VoiceId is a voice of Amazon Polly; Joanna if left out.',
    source: 'https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html',
  },
  {
    rule: 'speak-and-get-digits/speech',
    limit: 'SpeechParameters and FailureSpeechParameters are required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/speak-and-get-digits.html',
  },

  // Meetings
  {
    rule: 'join-chime-meeting/join-token',
    limit: 'JoinToken is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/join-chime-meeting.html',
  },
  {
    rule: 'join-chime-meeting/meeting-id',
    limit: 'MeetingId is text.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/join-chime-meeting.html',
  },
  {
    rule: 'modify-chime-meeting-attendees/operation',
    limit: 'Operation is Mute or Unmute.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/mute-unmute.html',
  },
  {
    rule: 'modify-chime-meeting-attendees/meeting-id',
    limit: 'MeetingId is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/mute-unmute.html',
  },
  {
    rule: 'modify-chime-meeting-attendees/attendee-count',
    limit: 'AttendeeList of 1 to 100.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/mute-unmute.html',
  },
  {
    rule: 'modify-chime-meeting-attendees/attendee',
    limit: 'AttendeeList holds ids.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/mute-unmute.html',
  },

  // Bots
  {
    rule: 'start-bot-conversation/bot',
    limit: 'BotAliasArn is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/locale',
    limit: 'LocaleId is one of Amazon Lex; en_US if left out.',
    source: 'https://docs.aws.amazon.com/lexv2/latest/dg/how-languages.html',
  },
  {
    rule: 'start-bot-conversation/configuration',
    limit: 'Configuration is an object.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/configuration-size',
    limit: 'At most 10 KB of Configuration, as JSON.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
    disputed: {
      why: 'The page does not say whether a KB is 1,000 or 1,024 bytes.',
      sending: '10,000 bytes',
      reading: '10,240 bytes',
    },
  },
  {
    rule: 'start-bot-conversation/session-state',
    limit: 'SessionState is an object.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/session-attributes',
    limit: 'SessionAttributes is a map.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/session-attribute',
    limit: 'SessionAttributes hold text.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/dialog-action',
    limit: 'DialogAction.Type is Delegate or ElicitIntent.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/welcome',
    limit: 'WelcomeMessages is a list.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/welcome-elicits',
    limit: 'WelcomeMessages need ElicitIntent.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/welcome-content',
    limit: 'Content is text.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    rule: 'start-bot-conversation/welcome-type',
    limit: 'ContentType is PlainText or SSML.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },

  // Call recording, VoiceFocus
  {
    rule: 'start-call-recording/track',
    limit: 'Track is BOTH, INCOMING or OUTGOING.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-call-recording.html',
  },
  {
    rule: 'start-call-recording/destination',
    limit: 'Destination is required.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-call-recording.html',
  },
  {
    rule: 'start-call-recording/destination-type',
    limit: 'Destination.Type is S3.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-call-recording.html',
  },
  {
    rule: 'start-call-recording/location',
    limit: 'Location is a bucket, and a prefix if wanted.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-call-recording.html',
  },
  {
    rule: 'voice-focus/enable',
    limit: 'Enable is true or false.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/voice-focus.html',
    disputed: {
      why: 'An example writes True, as Python does.',
      sending: 'a boolean',
      reading: 'a boolean, or its name in any case',
    },
  },
];

/** Other limits, which the deployment or the handler's time budget must respect. */
export const outsideLimits: readonly OutsideLimit[] = [
  {
    limit: 'The service waits 5 s for a response, then retries; after 20 s it ends the call with 480.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/timeouts.html',
  },
  {
    limit: 'After an error of the Lambda, the service retries once.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/invoke-on-call-leg.html',
  },
  {
    limit: 'NEW_INBOUND_CALL without an action ends after 30 s.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/timeouts.html',
  },
  {
    limit: 'Sound files: WAV, PCM, at most 50 MB, content type audio/wav, in the same account.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/play-audio.html',
  },
  {
    limit: 'JoinChimeMeeting and StartBotConversation fail on a bridged call; a bot also fails in a meeting.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-bot-conversation.html',
  },
  {
    limit: 'Call recording starts and stops once per leg.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/start-call-recording.html',
  },
  {
    limit: 'VoiceFocus: 5 requests per second and account.',
    source: 'https://docs.aws.amazon.com/chime-sdk/latest/dg/voice-focus.html',
  },
  {
    limit:
      'CreateSipMediaApplicationCall 1 a second, UpdateSipMediaApplicationCall 5 a second; 10 calls at once.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/chime-sdk.html',
  },
  {
    limit: 'Arguments of UpdateSipMediaApplicationCall: 0 to 20 pairs.',
    source:
      'https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_voice-chime_UpdateSipMediaApplicationCall.html',
  },
];
