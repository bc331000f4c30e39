import { ok } from '@dialplane/basics';
import { type CommandResult, failed } from '../../command-result';
import type { Session } from '../../session';
import { formatDetails } from '../../table';
import { readEnvironment } from './read-environment';

/** `dialplane dialtone phone`: the settings to enter into a SIP phone (docs, "SIP Registration"). */
export const phone = async (_session: Session, file: string, user: string): Promise<CommandResult> => {
  const environment = readEnvironment(file);
  if (!environment.ok) return environment;
  const { domain, phones, numbers } = environment.value;
  const found = phones.find((it) => it.user === user);
  if (!found)
    return failed(
      'usage',
      `Cannot find the phone "${user}": expected one of ${phones.map((it) => it.user).join(', ')}`,
    );
  const settings = {
    'SIP server': domain,
    'user name': user,
    'authentication name': user,
    password: 'as dialtone apply or dialtone rotate showed it',
    transport: 'TLS, port 5061 (or UDP and TCP, port 5060)',
    'registration expires': '600 s',
    codec: 'PCMU (G.711 u-law)',
    DTMF: 'RFC 2833',
    number: found.number,
    'emergency address': numbers[found.number]?.address,
    'to test': 'dial 933: it reads the emergency address back',
  };
  return ok({ json: settings, text: () => formatDetails(Object.entries(settings)) });
};
