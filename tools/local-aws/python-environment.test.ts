import { chmodSync, copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonEnvironment } from './python-environment';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'python-environment-'));

/** A program that stands in for Python. */
const pythonThat = (does: string): string => {
  const program = join(emptyFolder(), 'python3');
  writeFileSync(program, `#!/bin/sh\n${does}\n`);
  chmodSync(program, 0o755);
  return program;
};

it('uses what was made before', async () => {
  const folder = emptyFolder();
  copyFileSync(join(__dirname, 'requirements.txt'), join(folder, 'made-from.txt'));

  expect(await pythonEnvironment(folder, 'no-such-python')).toEqual({ ok: true, value: { folder } });
});

it.each`
  made              | whenItIs
  ${undefined}      | ${'left half-way'}
  ${'ministack==1'} | ${'of other requirements'}
`('makes it again when it is $whenItIs', async ({ made }) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'old.txt'), '');
  if (made) writeFileSync(join(folder, 'made-from.txt'), made);
  const pip = '#!/bin/sh\\nexit 0\\n';
  const python = pythonThat(`mkdir -p "$3/bin"; printf '${pip}' > "$3/bin/pip"; chmod +x "$3/bin/pip"`);

  expect(await pythonEnvironment(folder, python)).toEqual({ ok: true, value: { folder } });
  expect(existsSync(join(folder, 'old.txt'))).toBe(false);
  expect(await pythonEnvironment(folder, 'no-such-python')).toMatchObject({ ok: true });
});

it.each`
  python                                                                                                                     | because
  ${'no-such-python'}                                                                                                        | ${'Python was not found: install python3, 3.10 or newer'}
  ${pythonThat('echo "ensurepip is not available"; exit 1')}                                                                 | ${"Python cannot make virtual environments: install python3-venv, as Debian's python3 leaves it out"}
  ${pythonThat('echo "No space left on device" >&2; exit 1')}                                                                | ${'a Python virtual environment could not be made: No space left on device'}
  ${pythonThat('mkdir -p "$3/bin"; printf "#!/bin/sh\\necho No network >&2; exit 1" > "$3/bin/pip"; chmod +x "$3/bin/pip"')} | ${'the emulators could not be installed from PyPI: No network'}
`('says what is missing: $because', async ({ python, because }) => {
  expect(await pythonEnvironment(join(emptyFolder(), 'new'), python)).toEqual({ ok: false, error: because });
});
