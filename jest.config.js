const common = {
  rootDir: __dirname,
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transform.cjs' },
  // ECMAScript modules only.
  transformIgnorePatterns: [],
  testEnvironment: 'node',
};

const suite = (name, settings = {}) => ({
  ...common,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...settings,
});

/** Four suites by cost: pure code, state machines, infrastructure, the whole loop. */
module.exports = {
  projects: [
    suite('unit', { setupFiles: ['<rootDir>/test/support/unit-setup.ts'] }),
    suite('asl', { setupFiles: ['<rootDir>/test/support/no-network.ts'] }),
    suite('infra', { setupFiles: ['<rootDir>/test/support/no-network.ts'] }),
    suite('sandbox'),
  ],
};
