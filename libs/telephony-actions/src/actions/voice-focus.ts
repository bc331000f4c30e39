import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Turns noise reduction on or off. At most 5 requests per second and account. */
export type VoiceFocus = {
  readonly Type: 'VoiceFocus';
  readonly Parameters: NamedLegParameters & { readonly Enable: boolean };
};

export type VoiceFocusOptions = NamedLegOptions & { readonly enable: boolean };

/** Turns noise reduction on or off (page voice-focus). */
export const voiceFocus = ({ callId, enable }: VoiceFocusOptions): VoiceFocus => ({
  Type: 'VoiceFocus',
  Parameters: { CallId: callId, Enable: enable },
});

export const voiceFocusRules: readonly Rule[] = [
  ...namedLeg,
  {
    id: 'voice-focus/enable',
    path: 'Enable',
    message: 'must be true or false',
    required: true,
    holds: (value) => typeof value === 'boolean',
    reading: {
      message: 'must be true or false',
      holds: (value) =>
        typeof value === 'boolean' || /^(true|false)$/i.test(typeof value === 'string' ? value : ''),
    },
  },
];
