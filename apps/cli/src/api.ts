import type { forwardingTypes } from '@dialplane/console-api';

type Schemas = forwardingTypes.components['schemas'];

/** Bodies of the API, as its OpenAPI document describes them. Times are ISO 8601, UTC. */
export type ApiTarget = Schemas['Target'];
export type ApiForward = Schemas['StoredForward'];
export type ApiHours = NonNullable<ApiForward['hours']>;
export type ApiNumber = Schemas['Number'];
export type ApiOperation = Schemas['Operation'];
export type ApiChange = Schemas['Changes']['changes'][number];
export type ApiExplanation = Schemas['Explanation'];
export type ApiVoiceConnector = Schemas['VoiceConnectors']['voiceConnectors'][number];
export type ApiSipMediaApplication = Schemas['SipMediaApplications']['sipMediaApplications'][number];
export type ApiPrompt = Schemas['Prompts']['prompts'][number];
