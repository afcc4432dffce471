import { Socket } from 'node:net';

const { connect } = Socket.prototype;

/** A unit that reaches for the network has forgotten a mock. */
Socket.prototype.connect = function refused(): never {
  throw new Error('No network in this suite.');
};

// Node's own modules are shared by all files of tests that a worker runs.
afterAll(() => {
  Socket.prototype.connect = connect;
});
