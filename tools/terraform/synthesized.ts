/**
 * Where Nx writes every stack of every stage for the tools here (`stacks:synth-every-stage`). `npm run synth` writes somewhere else,
 * because what is deployed depends on the environment.
 */
export const synthesized = 'dist/cdktf';
