import { bytesIn, listOfLength, matching, object, oneOf, textOfLength } from '../rules/holds';
import { callerLeg, type CallerLegOptions, type LegParameters, legParameters } from '../rules/leg';
import { isObject, type Rule } from '../rules/rule';

/** How a conversation with a bot starts (page start-bot-conversation). */
export type BotConfiguration = {
  readonly SessionState?: {
    readonly SessionAttributes?: Readonly<Record<string, string>>;
    readonly DialogAction?: { readonly Type: 'Delegate' | 'ElicitIntent' };
  };
  /** Require the dialog action ElicitIntent. */
  readonly WelcomeMessages?: readonly {
    readonly Content?: string;
    readonly ContentType: 'PlainText' | 'SSML';
  }[];
};

/** Connects the caller to an Amazon Lex bot. Not possible on a bridged call or in a meeting. */
export type StartBotConversation = {
  readonly Type: 'StartBotConversation';
  readonly Parameters: LegParameters & {
    readonly BotAliasArn: string;
    readonly LocaleId?: string;
    readonly Configuration?: BotConfiguration;
  };
};

export type StartBotConversationOptions = CallerLegOptions & {
  /** In the same Region. A new account's quota is 0 bots: it must be raised first. */
  readonly botAliasArn: string;
  /** @default en_US */
  readonly localeId?: string;
  /** In the service's own format; at most 10,000 bytes of JSON. */
  readonly configuration?: BotConfiguration;
};

/** Connects the caller to an Amazon Lex bot (page start-bot-conversation). */
export const startBotConversation = (options: StartBotConversationOptions): StartBotConversation => ({
  Type: 'StartBotConversation',
  Parameters: {
    ...legParameters(options),
    BotAliasArn: options.botAliasArn,
    ...(options.localeId !== undefined && { LocaleId: options.localeId }),
    ...(options.configuration && { Configuration: options.configuration }),
  },
});

export const startBotConversationRules: readonly Rule[] = [
  ...callerLeg,
  {
    id: 'start-bot-conversation/bot',
    path: 'BotAliasArn',
    message: 'must be arn:aws:lex:<region>:<account>:bot-alias/<bot>/<alias>',
    required: true,
    holds: matching(/^arn:aws[\w-]*:lex:[\w-]+:\d{12}:bot-alias\/\w+\/\w+$/),
  },
  {
    id: 'start-bot-conversation/locale',
    path: 'LocaleId',
    message: 'must be a locale of Amazon Lex, such as en_US',
    holds: matching(/^[a-z]{2,3}_[A-Z0-9]{2,3}$/),
  },
  {
    id: 'start-bot-conversation/configuration',
    path: 'Configuration',
    message: 'must be an object',
    holds: object,
  },
  {
    id: 'start-bot-conversation/configuration-size',
    path: 'Configuration',
    message: 'must be at most 10000 bytes of JSON',
    holds: (value) => bytesIn(JSON.stringify(value)) <= 10_000,
    reading: {
      message: 'must be at most 10240 bytes of JSON',
      holds: (value) => bytesIn(JSON.stringify(value)) <= 10_240,
    },
  },
  {
    id: 'start-bot-conversation/session-state',
    path: 'Configuration.SessionState',
    message: 'must be an object',
    holds: object,
  },
  {
    id: 'start-bot-conversation/session-attributes',
    path: 'Configuration.SessionState.SessionAttributes',
    message: 'must be a map',
    holds: object,
  },
  {
    id: 'start-bot-conversation/session-attribute',
    path: 'Configuration.SessionState.SessionAttributes.*',
    message: 'must be text',
    holds: textOfLength(0),
  },
  {
    id: 'start-bot-conversation/dialog-action',
    path: 'Configuration.SessionState.DialogAction.Type',
    message: 'must be Delegate or ElicitIntent',
    holds: oneOf('Delegate', 'ElicitIntent'),
  },
  {
    id: 'start-bot-conversation/welcome',
    path: 'Configuration.WelcomeMessages',
    message: 'must be a list',
    holds: listOfLength(),
  },
  {
    id: 'start-bot-conversation/welcome-elicits',
    path: 'Configuration.WelcomeMessages',
    message: 'requires SessionState.DialogAction.Type to be ElicitIntent',
    holds: (_messages, { parent: { SessionState: state } }) =>
      isObject(state) && isObject(state['DialogAction']) && state['DialogAction']['Type'] === 'ElicitIntent',
  },
  {
    id: 'start-bot-conversation/welcome-content',
    path: 'Configuration.WelcomeMessages.*.Content',
    message: 'must be text',
    holds: textOfLength(),
  },
  {
    id: 'start-bot-conversation/welcome-type',
    path: 'Configuration.WelcomeMessages.*.ContentType',
    message: 'must be PlainText or SSML',
    required: true,
    holds: oneOf('PlainText', 'SSML'),
  },
];
