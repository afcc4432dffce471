import { Socket } from 'node:net';

/** A unit that reaches for the network has forgotten a mock. */
Socket.prototype.connect = function connect(): never {
  throw new Error('No network in this suite.');
};
