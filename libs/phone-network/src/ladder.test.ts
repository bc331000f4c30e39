import { ladderOf } from './ladder';
import { ladderSvg } from './ladder-svg';
import { ladderText } from './ladder-text';
import type { TranscriptEntry } from './transcript';

const caller = '+14155550199';
const entry = (at: number, from: string, to: string, what: string, call = 'c'): TranscriptEntry => ({
  at,
  call,
  from,
  to,
  what,
});
const transcript = [
  entry(1000, caller, 'service', 'INVITE'),
  entry(1000, 'x', 'service', 'INVITE', 'another call'),
  entry(1005, 'service', 'app', 'NEW_INBOUND_CALL'),
  entry(1015, 'app', 'service', 'CallAndBridge'),
  entry(1016, 'service', '+14155550111', 'INVITE'),
];

it('is drawn in text, a column a party and an arrow a message', () => {
  expect(ladderText(ladderOf(transcript, 'c'))).toMatchInlineSnapshot(`
   "            …0199        SMA service                app            …0111
      0.00 s     │──── INVITE ──▶│                      │               │
      0.01 s     │               │── NEW_INBOUND_CALL ─▶│               │
      0.01 s     │               │◀─── CallAndBridge ───│               │
      0.02 s     │               │─────────────── INVITE ──────────────▶│
   "
  `);
});

it('is drawn as SVG, with every message and no full phone number', () => {
  const svg = ladderSvg(ladderOf([...transcript, entry(1100, 'app', 'service', '<Hangup> & "out"')], 'c'));

  expect(svg).toContain('>NEW_INBOUND_CALL<');
  expect(svg).toContain('&lt;Hangup&gt; &amp; &quot;out&quot;');
  expect(svg).toContain('>…0199<');
  expect(svg).not.toContain('4155550199');
});

it('is empty for a call that is not in the transcript', () => {
  expect(ladderOf(transcript, 'unheard of')).toEqual({ parties: [], rungs: [] });
});
