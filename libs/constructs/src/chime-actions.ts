/**
 * What an app can do with Amazon Chime SDK Voice, and the IAM actions that this needs, by the kind of resource that IAM
 * can limit them to.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Chime"
 * (docs.aws.amazon.com/service-authorization/latest/reference/list_amazonchime.html).
 */
export const chimeActions = {
  /** Read what a number is attached to. */
  'read-numbers': { nothing: ['chime:GetPhoneNumber'] },

  /** List the numbers of the account. */
  'list-numbers': { nothing: ['chime:ListPhoneNumbers'] },

  /** List the Voice Connectors of the account. */
  'list-connectors': { nothing: ['chime:ListVoiceConnectors'] },

  /** List the SIP media applications of the account. */
  'list-applications': { nothing: ['chime:ListSipMediaApplications'] },

  /** Check that a connector still exists before a number returns to it. */
  'look-at-connectors': { nothing: ['chime:GetVoiceConnectorGroup'], connector: ['chime:GetVoiceConnector'] },

  /** Change where calls to a number go: to a connector, a connector group, or an application with a SIP rule. */
  'move-numbers': {
    nothing: [
      'chime:UpdatePhoneNumber',
      'chime:GetSipRule',
      // IAM can limit it to an application, but a request that only enables or disables a rule names none.
      'chime:UpdateSipRule',
      'chime:DeleteSipRule',
      'chime:AssociatePhoneNumbersWithVoiceConnectorGroup',
      'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup',
    ],
    connector: [
      'chime:AssociatePhoneNumbersWithVoiceConnector',
      'chime:DisassociatePhoneNumbersFromVoiceConnector',
    ],
    application: ['chime:ListSipRules', 'chime:CreateSipRule'],
  },

  /** Buy numbers. Each is billed from the first day. */
  'order-numbers': {
    nothing: [
      'chime:SearchAvailablePhoneNumbers',
      'chime:CreatePhoneNumberOrder',
      'chime:ListPhoneNumberOrders',
    ],
  },

  /** Release numbers. */
  'release-numbers': { nothing: ['chime:DeletePhoneNumber'] },

  /** Switch the message log of an application on or off. */
  'log-applications': { application: ['chime:PutSipMediaApplicationLoggingConfiguration'] },
} as const satisfies Readonly<Record<string, ActionsByResource>>;

/** IAM actions by what IAM can limit them to. With `nothing`, the resource is "*", and a condition limits the Region. */
export type ActionsByResource = {
  readonly nothing?: readonly string[];
  readonly connector?: readonly string[];
  readonly application?: readonly string[];
};

/** What an app can do with Chime. */
export type ChimeNeed = keyof typeof chimeActions;
