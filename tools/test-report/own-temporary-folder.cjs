const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * jest's global set-up: gives the tests of a project a temporary folder of their own, which is removed when they are over.
 * Workers and the programs they start inherit it by TMPDIR.
 */
module.exports = async () => {
  const before = tmpdir();
  const folder = mkdtempSync(join(before, 'dialplane-tests-'));
  process.env.TMPDIR = folder;
  globalThis.removeOwnTemporaryFolder = () => {
    rmSync(folder, { recursive: true, force: true });
    process.env.TMPDIR = before; // Stryker runs jest many times in one process
  };
};
