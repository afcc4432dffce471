import { StartChatContactCommand, StopContactCommand } from '@aws-sdk/client-connect';
import { connect } from './clients/connect';
import { callConnect, isNamed } from './connect-errors';
import { requiredEnv } from './environment';
import { ServiceFault } from './errors';
import { chatDurationMinutes, type Session } from './session';

const InstanceId = requiredEnv('CONNECT_INSTANCE_ID');
const ContactFlowId = requiredEnv('CONTACT_FLOW_ID');

/** Sent explicitly: with another list, agents see the wrong editor and flows the wrong messages. */
const CONTENT_TYPES = [
  'text/plain',
  'application/vnd.amazonaws.connect.message.interactive',
  'application/vnd.amazonaws.connect.message.interactive.response',
];

export interface StartedChat {
  contactId: string;
  participantId: string;
  participantToken: string;
}

/**
 * Starts the chat of a claim (Connect API reference, StartChatContact). Every parameter comes from
 * the claim or the deployment, so that a repetition with the same ClientToken asks for the same chat.
 *
 * @throws ChatQuotaFull at the quota of concurrent chats, Throttled, Refused, ServiceFault
 */
export async function startChatContact(claim: Session): Promise<StartedChat> {
  const { ContactId, ParticipantId, ParticipantToken } = await callConnect(
    connect.send(
      new StartChatContactCommand({
        InstanceId,
        ContactFlowId,
        ParticipantDetails: { DisplayName: claim.displayName },
        Attributes: {
          // The names and the upper case that contact flows of the original sample branch on.
          chatframework_Channel: claim.channel.toUpperCase(),
          chatframework_VendorId: claim.vendorId,
        },
        ChatDurationInMinutes: chatDurationMinutes,
        SupportedMessagingContentTypes: CONTENT_TYPES,
        ClientToken: claim.claimId,
      }),
    ),
  );
  if (!ContactId || !ParticipantId || !ParticipantToken) {
    throw new ServiceFault('StartChatContact answered without a contact.');
  }
  return { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken };
}

/** What StopContact answers for a chat that is over, or that it will not stop at any other time either. */
const CANNOT_STOP = [
  'ContactNotFoundException',
  'ResourceNotFoundException',
  'InvalidRequestException',
  'InvalidParameterException',
];

/**
 * Ends a chat, in whatever state it is (Connect API reference, StopContact). One that is over
 * already is fine, and one that cannot be stopped must not keep the customer from a new one.
 */
export async function stopChat(contactId: string): Promise<void> {
  const stop = connect.send(new StopContactCommand({ InstanceId, ContactId: contactId }));
  await callConnect(
    stop.catch((error: unknown) => {
      if (!isNamed(error, ...CANNOT_STOP)) throw error;
    }),
  );
}
