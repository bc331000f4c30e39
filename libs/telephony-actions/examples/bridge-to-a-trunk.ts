/**
 * Rings a desk at a Voice Connector, with the dialled number in a SIP header. When one party hangs up, the app ends the other
 * leg: Chime keeps it up, and bills it, until it is told to end it.
 *
 * Written as an SMA app, in Chime's own terms, to show the actions themselves.
 */
import { callAndBridge, hangup, type SmaApp } from '../src';

const trunk = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';

export const app: SmaApp = async (event) => {
  switch (event.type) {
    case 'NEW_INBOUND_CALL': {
      const caller = event.legs.find(({ tag }) => tag === 'LEG-A');
      if (!caller) return { actions: [hangup({ sipResponseCode: 480 })] };
      return {
        actions: [
          callAndBridge({
            callerIdNumber: caller.to, // our own number: the caller's may be withheld
            callTimeoutSeconds: 20,
            trunk: { arn: trunk, user: 'desk', sipHeaders: { 'X-Dialled': caller.to } },
          }),
        ],
      };
    }
    case 'ACTION_FAILED':
      return { actions: [hangup({ participantTag: 'LEG-A', sipResponseCode: 486 })] };
    case 'HANGUP':
      return {
        actions: event.legs.filter((leg) => leg.connected).map(({ callId }) => hangup({ callId })),
      };
    default:
      return { actions: 'carry-on' };
  }
};
