// ESM mode; the transform is Node's own type stripping, which keeps lines and columns (no source maps).
const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip.mjs' },
  setupFilesAfterEnv: ['<rootDir>/test/every-test-asserts.mjs'],
  injectGlobals: false,
  restoreMocks: true,
};

const project = (name) => ({
  ...base,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

export default {
  projects: ['rules', 'infra', 'handlers', 'flow', 'property', 'contract', 'bench'].map(project),
  maxWorkers: 2, // the default leaves one of two cores idle
  testTimeout: 300_000, // for a test that hangs: the longest take half a minute, and machines are shared
  reporters: ['default', '<rootDir>/test/count-reporter.mjs'],
  coverageProvider: 'babel', // istanbul on the stripped code: exact per branch
  collectCoverageFrom: ['rules/**/*.ts'],
  coverageDirectory: '.cache/coverage',
  coverageReporters: ['text', 'json-summary'],
  coverageThreshold: {
    './rules/': { statements: 100, branches: 100, functions: 100, lines: 100 },
  },
};
