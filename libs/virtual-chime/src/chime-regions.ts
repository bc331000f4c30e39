import { VoiceConnectorAwsRegion } from '@aws-sdk/client-chime-sdk-voice';

/** The Regions that Voice Connectors and SIP media applications can be in (API reference, "VoiceConnector", AwsRegion). */
export const VoiceConnectorRegions = Object.values(VoiceConnectorAwsRegion);
