import type { PhoneNetwork } from '@dialplane/phone-network';
import { ownNumbers } from './numbers';

const links: readonly (readonly [path: string, what: string])[] = [
  ['/numbers', 'the numbers of the account, and where their calls go'],
  ['/forwards', 'the forwards'],
  ['/phones', 'what phones do when they ring'],
  ['/calls', 'the calls, with their legs'],
  ['/openapi.json', 'the description of the control API'],
];

/** The page at `/`: what is running, and where to look. */
export const startPage = ({ calls, counts }: Pick<PhoneNetwork, 'calls' | 'counts'>): string => {
  const latest = [...calls()].reverse().slice(0, 20);
  const { legs, legsAlive } = counts();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Dialplane loopback</title>
<style>body { font: 16px/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>Dialplane loopback</h1>
<p>The platform on this machine. It simulates the phone network, Amazon Chime and Amazon Connect: no call leaves this machine.
Its numbers are ${ownNumbers[0]} to ${ownNumbers.at(-1)}.</p>
<ul>
${links.map(([path, what]) => `<li><a href="${path}">${path}</a>: ${what}</li>`).join('\n')}
</ul>
<h2>Calls</h2>
<p>${calls().length} calls with ${legs} legs so far; ${legsAlive} legs are up.</p>
<ul>
${latest
  .map(
    ({ transactionId: id, legs: [first] }) =>
      `<li>${first?.from ?? ''} to ${first?.to ?? ''}: <a href="/calls/${id}/ladder.svg">ladder</a>, <a href="/calls/${id}/ladder.txt">as text</a></li>`,
  )
  .join('\n')}
</ul>
</html>
`;
};
