/** Where a PBX sends its calls to (API reference, "VoiceConnector", OutboundHostName). */
export const hostNameOf = (connectorId: string): string => `${connectorId}.voiceconnector.chime.aws`;
