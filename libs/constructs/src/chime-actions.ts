/**
 * What an app may want of Amazon Chime SDK Voice, each with the IAM actions that it takes, by the kind of resource that
 * IAM can limit them to.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Chime"
 * (docs.aws.amazon.com/service-authorization/latest/reference/list_amazonchime.html).
 */
export const chimeActions = {
  /** Which numbers the account has, and what each is attached to. */
  'read-numbers': { nothing: ['chime:ListPhoneNumbers', 'chime:GetPhoneNumber'] },

  /** Which Voice Connectors and SIP media applications there are to choose from. */
  'list-destinations': { nothing: ['chime:ListVoiceConnectors', 'chime:ListSipMediaApplications'] },

  /** Whether the place that a number is to go back to is still there. */
  'look-at-connectors': { nothing: ['chime:GetVoiceConnectorGroup'], connector: ['chime:GetVoiceConnector'] },

  /** Where calls to a number go: a connector, a group of them, or an application by a SIP rule. */
  'move-numbers': {
    nothing: [
      'chime:UpdatePhoneNumber',
      'chime:GetSipRule',
      'chime:DeleteSipRule',
      'chime:AssociatePhoneNumbersWithVoiceConnectorGroup',
      'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup',
    ],
    connector: [
      'chime:AssociatePhoneNumbersWithVoiceConnector',
      'chime:DisassociatePhoneNumbersFromVoiceConnector',
    ],
    application: ['chime:ListSipRules', 'chime:CreateSipRule', 'chime:UpdateSipRule'],
  },

  /** Buy numbers. Each costs money from the first day. */
  'order-numbers': {
    nothing: [
      'chime:SearchAvailablePhoneNumbers',
      'chime:CreatePhoneNumberOrder',
      'chime:ListPhoneNumberOrders',
    ],
  },

  /** Give numbers up. */
  'release-numbers': { nothing: ['chime:DeletePhoneNumber'] },

  /** Whether an application writes what its Lambda is asked, and answers, to a log. */
  'log-applications': { application: ['chime:PutSipMediaApplicationLoggingConfiguration'] },
} as const satisfies Readonly<Record<string, ActionsByResource>>;

/** IAM actions by what they can be limited to. `nothing`: IAM takes "*" only, so the Region is the limit. */
export type ActionsByResource = {
  readonly nothing?: readonly string[];
  readonly connector?: readonly string[];
  readonly application?: readonly string[];
};

/** One word for what an app may want of Chime. */
export type ChimeNeed = keyof typeof chimeActions;
