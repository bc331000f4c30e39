/** jest's global tear-down: see `own-temporary-folder.cjs`. */
module.exports = async () => globalThis.removeOwnTemporaryFolder();
