import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialTables } from './make-dial-tables';

writeFileSync(join(__dirname, 'dial-tables.ts'), dialTables());
