import { ConnectParticipantClient } from '@aws-sdk/client-connectparticipant';
import { timeouts } from './timeouts';
import { traced } from './traced';

/** One attempt per call, for the reason given beside the Connect client. */
export const connectParticipant = traced(
  new ConnectParticipantClient({ maxAttempts: 1, requestHandler: timeouts(5_000) }),
);
