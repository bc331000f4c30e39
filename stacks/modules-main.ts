import { stages } from './stages';
import { writeModules } from './modules';

/** `npm run modules [-- folder]`: writes every system as a Terraform module, with the structure of the stage live. */
const folder = process.argv[2] ?? 'dist/terraform';
const modules = writeModules(folder, stages.live);
console.log(`Wrote ${modules.map((name) => `${folder}/modules/${name}`).join(', ')}`);
