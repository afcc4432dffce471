import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { queueChecks } from '../../cli/doctor/queues';
import { useChecks } from '../support/doctor';
import { clients, disable, outputs } from '../support/sandbox-stack';
import { resetBeforeEach } from '../support/shared-sandbox';

describe('chat-ops doctor: the queues', () => {
  resetBeforeEach();
  const { complaints } = useChecks((target) => queueChecks(target, 0));

  const put = async (output: string) =>
    clients().sqs.send(
      new SendMessageCommand({
        QueueUrl: (await outputs())[output],
        MessageBody: '{}',
        MessageGroupId: 'group',
        MessageDeduplicationId: 'message',
      }),
    );

  it('fail where messages wait for too long, because nobody reads them', async () => {
    await disable('inbound.fifo');
    await put('InboundQueueUrl');
    expect(await complaints()).toEqual([
      {
        check: 'inbound',
        status: 'fail',
        why: expect.stringMatching(/^1 waiting, 0 in flight, the oldest for \d+ seconds$/),
      },
      { check: 'inbound reader', status: 'fail', why: 'Disabled: dispatch-inbound is paused' },
    ]);
  });

  it('fail where dead letters stay', async () => {
    await disable('outbound-dead-letters.fifo');
    await put('OutboundDeadLetterQueueUrl');
    expect(await complaints()).toEqual([
      {
        check: 'outbound-dead-letters',
        status: 'fail',
        why: '1 dead letters, which record-failure should have put into the ledger',
      },
      {
        check: 'outbound-dead-letters reader',
        status: 'fail',
        why: 'Disabled: record-failure is paused',
      },
    ]);
  });
});
