const { default: Sequencer } = require('@jest/test-sequencer');

const isWholeLoop = ({ context }) => context.config.displayName?.name === 'sandbox';

/** The whole loop is one long file: begun last, it would run on while the other cores have nothing left to do. */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => isWholeLoop(b) - isWholeLoop(a));
  }
};
