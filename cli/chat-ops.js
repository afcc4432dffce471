#!/usr/bin/env node
// The SDK warns on Node.js 20, which it goes on supporting until January 2027.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
require('tsx/cjs');
const { main } = require('./main.ts');

const onInterrupt = (listener) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, listener);
};
// A reader such as `head` may have seen enough; what was begun is ended all the same.
process.stdout.on('error', () => undefined);

const { stdin, stdout, stderr } = process;
main(process.argv.slice(2), { stdin, stdout, stderr, onInterrupt }).then((exitCode) => {
  process.exitCode = exitCode;
});
