import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { someDialtone } from '@dialplane/dialtone/testing';
import { countingDialtoneSettings, dialtoneSettings } from './dialtone-settings';

const file = join(folderWith({ 'dialtone.json': JSON.stringify(someDialtone) }), 'dialtone.json');
const complete = {
  PUBLIC_BASE_URL: 'https://voice.example.com/',
  WEBHOOK_SECRET: 'webhook-keys',
  DIALTONE_FILE: file,
  CALLS_TABLE: 'calls',
};

it('reads the settings of an app that counts calls', () => {
  expect(countingDialtoneSettings(complete)).toMatchObject({
    PUBLIC_BASE_URL: 'https://voice.example.com',
    WEBHOOK_SECRET: 'webhook-keys',
    CALLS_TABLE: 'calls',
  });
});

it('asks only apps that count calls for the table', () => {
  const { CALLS_TABLE: _, ...rest } = complete;

  expect(dialtoneSettings(rest)).toMatchObject({ WEBHOOK_SECRET: 'webhook-keys' });
  expect(() => countingDialtoneSettings(rest)).toThrow('CALLS_TABLE is missing');
});

it('names everything that is missing, but no secret where the keys are given', () => {
  expect(() => dialtoneSettings({})).toThrow(
    'PUBLIC_BASE_URL is missing; WEBHOOK_SECRET is missing; DIALTONE_FILE is missing',
  );
  const keys = JSON.stringify({ accounts: { [`AC${'0'.repeat(31)}1`]: 'token' } });
  expect(() => dialtoneSettings({ WEBHOOK_KEYS: keys })).toThrow(
    'PUBLIC_BASE_URL is missing; DIALTONE_FILE is missing',
  );
});
