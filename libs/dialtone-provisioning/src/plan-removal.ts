import type { Environment } from './environment';
import { twilioNamesOf, type ProvisioningPlan, type PlannedChange } from './plan';
import type { AccountState } from './provisioning-account';

/**
 * What to remove so that nothing of an environment file is left. Numbers stay, with their emergency addresses, unless they are
 * to be released: a number that was released cannot be bought back (error 21422).
 */
export const planRemoval = (
  environment: Environment,
  state: AccountState,
  releasesNumbers: boolean,
): ProvisioningPlan => {
  const names = twilioNamesOf(environment);
  const { domain } = state;
  const ours = state.lists.length === 1 ? state.lists : [];
  const numbers = state.numbers.filter(({ number }) => environment.numbers[number] !== undefined);
  const isMapped = (sid: string) =>
    domain !== undefined && Object.values(domain.lists).some((lists) => lists.includes(sid));
  const isBusy = (status: string) => status.startsWith('pending');
  const changes: readonly PlannedChange[] = [
    ...ours.flatMap(({ sid }) =>
      (['calls', 'registrations'] as const).flatMap((purpose): readonly PlannedChange[] =>
        domain?.lists[purpose].includes(sid)
          ? [{ kind: 'unmap-list', purpose, domainSid: domain.sid, listSid: sid }]
          : [],
      ),
    ),
    ...(domain
      ? [
          {
            kind: 'remove-domain',
            sid: domain.sid,
            domain: environment.domain,
            ...(ours.some(({ sid }) => isMapped(sid)) && { after: 'its list is unmapped' }),
          } as const,
        ]
      : []),
    ...ours.map(
      ({ sid, name }) =>
        ({ kind: 'remove-list', sid, name, ...(isMapped(sid) && { after: 'it is unmapped' }) }) as const,
    ),
    ...numbers.flatMap(
      ({ sid, number, routing, emergencyAddressSid, emergencyAddressStatus }): readonly PlannedChange[] => [
        ...(!releasesNumbers && routing.voiceUrl.startsWith(`${environment.webhooks}/`)
          ? [
              {
                kind: 'update-number',
                sid,
                number,
                routing: nowhere,
                before: { voiceUrl: routing.voiceUrl },
              } as const,
            ]
          : []),
        ...(releasesNumbers && emergencyAddressSid !== undefined && !isBusy(emergencyAddressStatus)
          ? [{ kind: 'take-off-emergency-address', sid, number } as const]
          : []),
        ...(releasesNumbers
          ? [
              {
                kind: 'release-number',
                sid,
                number,
                ...(emergencyAddressSid !== undefined && { after: 'its emergency address is removed' }),
              } as const,
            ]
          : []),
      ],
    ),
    ...state.addresses
      .filter(({ name }) => names.isOurs(name))
      .flatMap(({ sid, name }): readonly PlannedChange[] => {
        const isUsed = state.numbers.some((it) => it.emergencyAddressSid === sid);
        return isUsed && !releasesNumbers
          ? []
          : [{ kind: 'remove-address', sid, name, ...(isUsed && { after: 'no number uses it' }) }];
      }),
  ];
  return {
    changes,
    problems:
      state.lists.length > 1
        ? [`Two credential lists are named "${names.list}": name the right one as sids.credentialList`]
        : [],
    waiting: numbers
      .filter(({ emergencyAddressStatus }) => releasesNumbers && isBusy(emergencyAddressStatus))
      .map(({ number }) => `Twilio is working on the emergency address of ${number}`),
    notes: [],
  };
};

const nowhere = { voiceUrl: '', voiceFallbackUrl: '', statusCallback: '' } as const;
