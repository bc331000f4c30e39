import { dialtonePorts } from '@dialplane/dialtone-app';
import { dialtoneIncoming } from './dialtone-incoming';

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneIncoming(dialtonePorts());
