import { matching, oneOf, textOfLength } from './holds';
import { joined, type Rule } from './rule';

/** Speech in the service's format. Amazon Polly speaks it. */
export type SpeechParameters = {
  readonly Text: string;
  readonly Engine?: 'standard' | 'neural';
  readonly LanguageCode?: string;
  readonly TextType?: 'text' | 'ssml';
  readonly VoiceId?: string;
};

/** A text to speak. */
export type SpeechOptions = {
  /** 1 to 1000 characters. */
  readonly text: string;
  /** @default standard */
  readonly engine?: 'standard' | 'neural';
  /** Such as `en-US`. Only needed for a bilingual voice: every other voice has one language. */
  readonly languageCode?: string;
  /** @default text */
  readonly textType?: 'text' | 'ssml';
  /** A voice of Amazon Polly. @default Joanna, which speaks American English */
  readonly voiceId?: string;
};

/** The speech in the service's format. */
export const speechParameters = (options: SpeechOptions): SpeechParameters => ({
  Text: options.text,
  ...(options.engine && { Engine: options.engine }),
  ...(options.languageCode && { LanguageCode: options.languageCode }),
  ...(options.textType && { TextType: options.textType }),
  ...(options.voiceId && { VoiceId: options.voiceId }),
});

/** The rules for speech at `path`. An empty path means the action's own parameters. */
export const speechRules = (path = ''): Rule[] => [
  {
    id: 'speech/text',
    path: joined(path, 'Text'),
    message: 'must be 1 to 1000 characters',
    hint: 'split longer text into several actions',
    required: true,
    holds: textOfLength(1, 1000),
  },
  {
    id: 'speech/engine',
    path: joined(path, 'Engine'),
    message: 'must be standard or neural',
    holds: oneOf('standard', 'neural'),
  },
  {
    id: 'speech/language',
    path: joined(path, 'LanguageCode'),
    message: 'must be a language code of Amazon Polly, such as en-US',
    holds: matching(/^[a-z]{2,3}(-[A-Za-z]{2,4})*$/),
  },
  {
    id: 'speech/text-type',
    path: joined(path, 'TextType'),
    message: 'must be text or ssml',
    holds: oneOf('text', 'ssml'),
  },
  {
    id: 'speech/ssml',
    path: joined(path, 'Text'),
    message: 'must be enclosed in <speak>…</speak> if TextType is ssml',
    holds: (value, place) =>
      place.parent['TextType'] !== 'ssml' || matching(/^\s*<speak[\s>][\s\S]*<\/speak>\s*$/)(value, place),
  },
  {
    id: 'speech/voice',
    path: joined(path, 'VoiceId'),
    message: 'must be a voice of Amazon Polly, such as Joanna',
    holds: matching(/^[A-Z][A-Za-z]+$/),
  },
];
