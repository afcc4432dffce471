const { projects } = require('./jest.config');

const suite = (name) => ({
  ...projects.find(({ displayName }) => displayName === 'sandbox'),
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

/** What takes minutes of computing: `npm run test:crash`, `test:storm`, `test:properties` and, outside CI, `soak`. */
module.exports = {
  // Nothing depends on time: this only ends what hangs.
  testTimeout: 1_800_000,
  maxWorkers: 1,
  projects: [suite('crash'), suite('storm'), suite('properties'), suite('soak')],
};
