module.exports = {
  ...require('../jest.preset.cjs')(__dirname),
  maxWorkers: 2, // the guides wait for calls in real time, so others can run beside them
};
