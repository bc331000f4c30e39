const { join } = require('node:path');

const workspace = join(__dirname, '../..');
const config = require('../../jest.preset.cjs')(join(workspace, process.env.MUTATE_PROJECT ?? 'libs'));

/**
 * The tests of one project as a mutation run starts them: quietly, and without those that need a database, load an AWS client, or
 * crash at every call, which takes a minute for each mutant.
 */
module.exports = {
  ...config,
  reporters: ['default'],
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, '/dynamo-', '/aws-', '/bundle', '/crashes'],
};
