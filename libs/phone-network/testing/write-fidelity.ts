import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fidelityPage } from './fidelity-page';

writeFileSync(join(__dirname, '../../../docs/fidelity.md'), fidelityPage());
