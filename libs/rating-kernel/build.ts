import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

/** Compiles `assembly/` to WebAssembly. Throws with the compiler's output if that fails. */
export const compile = (): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'dialplane-kernel-'));
  try {
    const outFile = join(folder, 'kernel.wasm');
    const compiler = join(__dirname, '../../node_modules/assemblyscript/bin/asc.js');
    const source = join(__dirname, 'assembly/index.ts');
    // The stub runtime never frees memory: the kernel allocates only when it is opened.
    const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--use', 'abort='];
    const { status, stderr } = spawnSync(
      process.execPath,
      [compiler, source, '--outFile', outFile, ...options],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`Cannot compile the rating kernel:\n${stderr}`);
    return readFileSync(outFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The expected text of `src/kernel-wasm.ts`. */
export const sourceOf = (wasm: Buffer): string =>
  `/** \`assembly/\`, compiled by \`build.ts\`. A test fails if it is not. */\nexport const kernelWasm =\n  '${wasm.toString('base64')}';\n`;

if (require.main === module) writeFileSync(join(__dirname, 'src/kernel-wasm.ts'), sourceOf(compile()));
