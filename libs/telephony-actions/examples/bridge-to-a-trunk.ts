/**
 * Rings a desk behind a Voice Connector, and tells it by a header which number was dialled. Whoever hangs up first, the
 * other leg is ended: Chime leaves it up, and charges for it, until it is told.
 *
 * Written as an SMA app, in Chime's own words, to show the actions themselves.
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
            callerIdNumber: caller.to, // ours: the caller's own may be withheld
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
