const { readdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');

// Folders that are projects of their own, so that Nx caches their results on their own.
const projects = readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'project.json')));
const preset = require('../jest.preset.cjs')(__dirname);

module.exports = {
  ...preset,
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, ...projects.map((name) => `<rootDir>/${name}/`)],
  maxWorkers: 3, // the guides wait for calls in real time, so others can run beside them
};
