import { randomUUID } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { isoTime } from '../../domain/clock';
import { type Check, Failed, Skipped } from '../checks';
import type { Target } from '../stack/target';
import { TestContact } from '../stack/test-contact';

/**
 * Whether a notification published to the streaming topic goes the whole way: through the topic's
 * key, the queues, both functions and the state machine. It tells the end of a test contact's chat.
 *
 * @param signal ends the wait
 */
export function pipelineCheck(target: Target, timeoutSeconds: number, signal?: AbortSignal): Check {
  const run = async () => {
    const contact = new TestContact(target, `chat-ops-doctor-${randomUUID()}`);
    await contact.put();
    try {
      await publishEnd(target, contact.contactId);
      return arrival(await contact.closed(timeoutSeconds, signal), timeoutSeconds);
    } catch (error) {
      throw signal?.aborted ? new Skipped('interrupted') : error;
    } finally {
      await contact.deleteSession();
    }
  };
  return { name: 'pipeline', run };
}

function arrival(seconds: number | undefined, timeoutSeconds: number): string {
  if (seconds !== undefined) return `a test notification went through in ${seconds.toFixed(1)} s`;
  throw new Failed(
    `a test notification did not go through within ${timeoutSeconds} s`,
    'Look at the logs of receive-agent-event and dispatch-outbound, and at the execution of agent-event-router.',
  );
}

/** As Connect streams it (Amazon Connect administrator guide, "SNS payload"), without a role. */
async function publishEnd({ config, outputs, instance }: Target, contactId: string): Promise<void> {
  const attributes = {
    InitialContactId: contactId,
    ContactId: contactId,
    Type: 'EVENT',
    ContentType: 'application/vnd.amazonaws.connect.event.chat.ended',
    MessageVisibility: 'ALL',
    InstanceId: instance.id,
    AccountId: instance.account,
  };
  const { Type, ContentType, InitialContactId, ContactId } = attributes;
  const item = { Type, ContentType, InitialContactId, ContactId };
  await new SNSClient(config('SNS')).send(
    new PublishCommand({
      TopicArn: outputs.StreamingTopicArn,
      Message: JSON.stringify({ ...item, Id: randomUUID(), AbsoluteTime: isoTime() }),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [
          name,
          { DataType: 'String', StringValue },
        ]),
      ),
    }),
  );
}
