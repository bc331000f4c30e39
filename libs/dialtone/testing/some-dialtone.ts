import type { E164 } from '@dialplane/phone-numbers';
import type { Dialtone } from '../src/dialtone';
import type { DialtonePolicy } from '../src/dialtone-policy';

/** United States, Canada, Puerto Rico and Mexico; thirty calls an hour, two at a time, ten dollars a day. */
export const somePolicy: DialtonePolicy = {
  countries: ['US', 'CA', 'PR', 'MX'],
  homeAreaCode: '206',
  caps: { concurrentCalls: 2, callsPerHour: 30, dollarsPerDay: 10, callSeconds: 3_600 },
};

/** Six phones: `desk` and `door` ring alone, `bar` and `kitchen` together; `shed` has no address, `gate` is suspended. */
export const someDialtone: Dialtone = {
  domain: 'phones.sip.twilio.com',
  extensions: [
    { user: 'desk', number: '+12065550100' as E164, emergencyAddress: 'registered' },
    { user: 'door', number: '+12065550101' as E164, emergencyAddress: 'registered' },
    { user: 'bar', number: '+12065550102' as E164, emergencyAddress: 'registered' },
    { user: 'kitchen', number: '+12065550102' as E164, emergencyAddress: 'registered' },
    { user: 'shed', number: '+12065550103' as E164, emergencyAddress: 'unregistered' },
    { user: 'gate', number: '+12065550104' as E164, emergencyAddress: 'registered', status: 'suspended' },
  ],
  policies: { default: somePolicy },
  prices: { tollFree: 0, sip: 0.004, countries: { US: 0.014, CA: 0.014, PR: 0.014, MX: 0.03 }, other: 1 },
  emergencyCallerId: '+12065550100' as E164,
  operator: { sip: 'sip:operator@pbx.example.com' },
  menu: { sip: 'sip:menu@pbx.example.com' },
};
