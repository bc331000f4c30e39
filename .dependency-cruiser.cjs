/** Refuses import cycles, those of types included: two files that need each other are one idea, or hide a third file. */
module.exports = {
  forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['(^|/)(dist|cdktf\\.out|reports)/', '^libs/rating-kernel/assembly/'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Looks at imports before the compiler drops those of types alone.
    tsPreCompilationDeps: true,
  },
};
