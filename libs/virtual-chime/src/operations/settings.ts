import { VoiceConnectorRegions } from '../chime-regions';
import type { ChimeBehaviours } from '../service';

/** The settings of the account. */
export const chimeSettings = {
  GetGlobalSettings: ({ account }) => {
    const { cdrBucket } = account.settings;
    return { VoiceConnector: cdrBucket === undefined ? {} : { CdrBucket: cdrBucket } };
  },
  /** Without a bucket, call detail records are no longer kept. */
  UpdateGlobalSettings: ({ account }, { VoiceConnector }) => {
    if (VoiceConnector?.CdrBucket) account.settings.cdrBucket = VoiceConnector.CdrBucket;
    else delete account.settings.cdrBucket;
    return {};
  },
  GetPhoneNumberSettings: ({ account }) => {
    const { callingName, callingNameUpdatedAt } = account.settings;
    return {
      ...(callingName !== undefined && { CallingName: callingName }),
      ...(callingNameUpdatedAt !== undefined && {
        CallingNameUpdatedTimestamp: new Date(callingNameUpdatedAt),
      }),
    };
  },
  UpdatePhoneNumberSettings: ({ account, now }, { CallingName }) => {
    account.settings.callingName = CallingName;
    account.settings.callingNameUpdatedAt = now();
    return {};
  },
  ListAvailableVoiceConnectorRegions: () => ({ VoiceConnectorRegions }),
} satisfies ChimeBehaviours;
