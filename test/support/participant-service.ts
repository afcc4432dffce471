import {
  CreateParticipantConnectionCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { mockClient } from 'aws-sdk-client-mock';
import { connectParticipant } from '../../domain/clients/connect-participant';
import { awsError } from './aws-error';

/**
 * The participant service behind the real client: takes every message under a token that it has
 * not refused, and answers a repeated ClientToken with the same id.
 */
export function useParticipantService() {
  const client = mockClient(connectParticipant);
  let refused: string[] = [];

  const refuse = (token: string | undefined) => {
    if (token && refused.includes(token)) throw awsError('AccessDeniedException', 403);
  };

  beforeEach(() => {
    refused = [];
    client.reset();
    client.on(SendMessageCommand).callsFake(({ ConnectionToken, ClientToken }) => {
      refuse(ConnectionToken);
      return { Id: `id-of-${ClientToken}` };
    });
    client.on(CreateParticipantConnectionCommand).callsFake(({ ParticipantToken }) => {
      refuse(ParticipantToken);
      const count = client.commandCalls(CreateParticipantConnectionCommand).length;
      const Expiry = new Date(Date.now() + 86_400_000).toISOString();
      return { ConnectionCredentials: { ConnectionToken: `fresh-token-${count}`, Expiry } };
    });
  });

  return {
    /** From now on, Connect no longer honours these tokens. */
    refuses(...tokens: string[]): void {
      refused = tokens;
    },
    /** The next message fails with this error of the service's. */
    failNext(error: Error): void {
      const { length } = client.commandCalls(SendMessageCommand);
      client.on(SendMessageCommand).callsFake(({ ConnectionToken, ClientToken }) => {
        refuse(ConnectionToken);
        if (client.commandCalls(SendMessageCommand).length === length + 1) {
          throw error;
        }
        return { Id: `id-of-${ClientToken}` };
      });
    },
    /** Every message that was said, or tried: token, text, ClientToken. */
    said: () =>
      client
        .commandCalls(SendMessageCommand)
        .map(({ args: [{ input }] }) => [input.ConnectionToken, input.Content, input.ClientToken]),
    /** The participant tokens that connections were asked for with. */
    connected: () =>
      client
        .commandCalls(CreateParticipantConnectionCommand)
        .map(({ args: [{ input }] }) => input.ParticipantToken),
  };
}
