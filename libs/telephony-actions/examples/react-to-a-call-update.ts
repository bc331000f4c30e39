/**
 * A waiting room: music plays until a client updates the call with UpdateSipMediaApplicationCall and the argument `next`, which
 * is `announce` or `end`. The update interrupts the music; after an announcement it starts again.
 *
 * Written as an SMA app, because UpdateSipMediaApplicationCall is specific to Chime.
 */
import { hangup, playAudio, type SmaApp } from '../src';

const sound = (name: string) => ({ bucket: 'prompts', key: `${name}.wav` });
const music = () => playAudio({ audioSource: sound('connecting'), repeat: 100 });

export const app: SmaApp = async (event) => {
  switch (event.type) {
    case 'NEW_INBOUND_CALL':
      return { actions: [music()] };
    case 'CALL_UPDATE_REQUESTED':
      switch (event.arguments['next']) {
        case 'announce':
          return { actions: [playAudio({ audioSource: sound('thank-you') }), music()] };
        case 'end':
          return { actions: [hangup()] };
        default:
          return { actions: [music()] }; // the update interrupted it
      }
    case 'ACTION_SUCCESSFUL':
      return { actions: [hangup()] };
    case 'ACTION_FAILED':
      return { actions: [hangup({ sipResponseCode: 480 })] };
    default:
      return { actions: 'carry-on' };
  }
};
