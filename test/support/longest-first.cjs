const { default: Sequencer } = require('@jest/test-sequencer');

/** Projects whose one or two files take minutes. */
const LONG = ['crash', 'browser', 'sandbox'];

const isLong = ({ context }) => LONG.includes(context.config.displayName?.name);

/** What is long comes first: begun last, it would run on while the other cores have nothing left to do. */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => isLong(b) - isLong(a));
  }
};
