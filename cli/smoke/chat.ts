import {
  ConnectClient,
  StartChatContactCommand,
  StartContactStreamingCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect';
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { statusOf } from '../errors';
import type { Target } from '../stack/target';

/** A chat on the instance, as session-lifecycle starts one, under a token of its own. */
export class Chat {
  private readonly connect: ConnectClient;
  private readonly participant: ConnectParticipantClient;
  private participantToken = '';
  private connectionToken = '';
  /** Whether a start was never answered, so that its chat is not known. */
  private mayExist = false;

  constructor(
    private readonly target: Target,
    private readonly token: string,
    /** Calls that must show their first answer are not tried again. */
    attempts: { maxAttempts?: number } = {},
    private readonly contacts = new Set<string>(),
  ) {
    this.connect = new ConnectClient({ ...target.config('CONNECT'), ...attempts });
    this.participant = new ConnectParticipantClient({
      ...target.config('CONNECTPARTICIPANT'),
      ...attempts,
    });
  }

  /** The same chat under the same tokens, whose calls are tried once. */
  impatient(): Chat {
    const copy = new Chat(this.target, this.token, { maxAttempts: 1 }, this.contacts);
    copy.connectionToken = this.connectionToken;
    return copy;
  }

  /** @returns the contact's id; of the same contact for a repetition, where Connect honours the token */
  async start(): Promise<string> {
    const command = new StartChatContactCommand({
      InstanceId: this.target.instance.id,
      ContactFlowId: this.target.outputs.ContactFlowId,
      ParticipantDetails: { DisplayName: 'chat-ops smoke test' },
      Attributes: { chatframework_Channel: 'TEST', chatframework_VendorId: 'chat-ops' },
      ChatDurationInMinutes: 60,
      SupportedMessagingContentTypes: ['text/plain'],
      ClientToken: this.token,
    });
    const answer = await this.connect.send(command).catch((error: unknown) => {
      // Without a refusal, the chat may have been started all the same.
      this.mayExist ||= (statusOf(error) ?? 500) >= 500;
      throw error;
    });
    const { ContactId = '', ParticipantToken = '' } = answer;
    this.contacts.add(ContactId);
    this.participantToken = ParticipantToken;
    return ContactId;
  }

  /** Starts streaming to a topic, once for each topic. */
  async stream(contactId: string, topicArn: string): Promise<void> {
    await this.connect.send(
      new StartContactStreamingCommand({
        InstanceId: this.target.instance.id,
        ContactId: contactId,
        ChatStreamingConfiguration: { StreamingEndpointArn: topicArn },
        ClientToken: `${this.token}-${topicArn.split(':').pop()}`,
      }),
    );
  }

  /** Connects the customer, which lets the contact flow begin. */
  async join(): Promise<void> {
    const { ConnectionCredentials } = await this.participant.send(
      new CreateParticipantConnectionCommand({
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
        ParticipantToken: this.participantToken,
      }),
    );
    this.connectionToken = ConnectionCredentials?.ConnectionToken ?? '';
  }

  /** @returns the message's id; of the same message for a repetition, where Connect honours the token */
  async say(Content: string, ClientToken: string): Promise<string> {
    const { Id = '' } = await this.participant.send(
      new SendMessageCommand({
        ContentType: 'text/plain',
        Content,
        ClientToken,
        ConnectionToken: this.connectionToken,
      }),
    );
    return Id;
  }

  /** Ends every chat that was started, and one whose start was never answered. */
  async end(): Promise<void> {
    if (this.mayExist && this.contacts.size === 0) await this.start();
    this.mayExist = false;
    const InstanceId = this.target.instance.id;
    for (const ContactId of this.contacts) {
      const stop = new StopContactCommand({ InstanceId, ContactId });
      await this.connect.send(stop).catch((error: Error) => {
        if (error.name !== 'ContactNotFoundException') throw error;
      });
      this.contacts.delete(ContactId);
    }
  }
}
