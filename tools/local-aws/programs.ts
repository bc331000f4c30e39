import { join } from 'node:path';
import type { EmulatorOptions } from './emulator';

/** moto's server from a Python environment. */
export const motoProgram = (folder: string): EmulatorOptions => ({
  program: join(folder, 'bin/moto_server'),
  words: (port) => ['--host', '127.0.0.1', '--port', `${port}`],
  health: '/moto-api/',
});

/** ministack from a Python environment. It writes into `scratch`, which the caller removes. */
export const ministackProgram = (
  folder: string,
  scratch: string,
  environment: Readonly<Record<string, string>> = {},
): EmulatorOptions => ({
  program: join(folder, 'bin/uvicorn'),
  words: (port) => ['ministack.app:app', '--host', '127.0.0.1', '--port', `${port}`],
  environment: (port) => ({
    ...quiet,
    GATEWAY_PORT: `${port}`,
    TMPDIR: scratch,
    STATE_DIR: scratch, // it stores the keys that sign tokens there, even without PERSIST_STATE
    ...environment,
  }),
  health: '/_ministack/health',
});

/** ministack uses one port only, and persists nothing. */
const quiet = { IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0', PERSIST_STATE: '0' };
