import { type Dialtone, messageFor, type SpokenReason } from '@dialplane/dialtone';
import { sayAndHangUp, type Verb } from '@dialplane/twilio-voice';

/** Says why a call ends, in the dialtone's language, and ends it. */
export const sayAndEnd = (dialtone: Dialtone, reason: SpokenReason): readonly Verb[] =>
  sayAndHangUp(messageFor(dialtone, reason), dialtone.language);
