// Node.js 20 is what must still do.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const common = {
  rootDir: __dirname,
  // @middy is published as ECMAScript modules only.
  transform: {
    '\\.ts$|/node_modules/@middy/.+\\.js$': '<rootDir>/test/support/esbuild-transform.cjs',
  },
  transformIgnorePatterns: [],
  testEnvironment: 'node',
};

const suite = (name, settings = {}) => ({
  ...common,
  displayName: name,
  roots: [`<rootDir>/test/${name}`],
  testMatch: ['**/*.test.ts'],
  ...settings,
});

const noNetwork = ['<rootDir>/test/support/no-network.ts'];

/** Suites by cost: pure code, state machines, infrastructure, the whole loop, whether the state machines' tables notice what is missing, the rules of cdk-nag and CloudFormation, what the loop guarantees, its command line, its page in a browser, its every crash, chance, load. */
module.exports = {
  // Nothing depends on time: this only ends what hangs.
  testTimeout: 60_000,
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    suite('unit', {
      setupFiles: ['<rootDir>/test/support/unit-setup.ts'],
      setupFilesAfterEnv: noNetwork,
    }),
    suite('asl', { setupFilesAfterEnv: noNetwork }),
    suite('infra', { setupFilesAfterEnv: noNetwork }),
    suite('sandbox'),
    suite('mutants', { setupFilesAfterEnv: noNetwork }),
    suite('rules', { setupFilesAfterEnv: noNetwork }),
    suite('guarantees'),
    suite('cli'),
    suite('browser'),
    suite('crash'),
    suite('properties'),
    suite('storm'),
    suite('soak'),
  ],
};
