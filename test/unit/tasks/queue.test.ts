import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { enqueue, type QueueEntry } from '../../../tasks/queue';
import { awsError } from '../../support/aws-error';
import { useFifoQueue } from '../../support/fifo-queue';

const URL = 'https://sqs.us-east-1.amazonaws.com/111122223333/some.fifo';
const queue = useFifoQueue<{ name: string }>();
const batches = () => queue.batches().map((batch) => batch.map(({ name }) => name));

/** `a1` is the first entry of group `a`. */
function entry(name: string): QueueEntry {
  return {
    groupId: name.slice(0, 1),
    deduplicationId: `id-${name}`,
    body: { name },
    ids: { messageId: 'm', messageHash: 'h' },
  };
}

describe('enqueue', () => {
  it('gives SQS the group, the deduplication id and the body', async () => {
    expect(await enqueue(URL, [entry('a1')])).toEqual([]);
    expect(queue.inputs()).toEqual([
      {
        QueueUrl: URL,
        Entries: [
          {
            Id: '0',
            MessageGroupId: 'a',
            MessageDeduplicationId: 'id-a1',
            MessageBody: '{"name":"a1"}',
          },
        ],
      },
    ]);
  });

  it.each([
    ['nothing', [], []],
    ['messages of different groups together', ['a1', 'b1', 'c1'], [['a1', 'b1', 'c1']]],
    ['messages of one group one after the other', ['a1', 'a2', 'a3'], [['a1'], ['a2'], ['a3']]],
    [
      'the first of each group, then the second',
      ['a1', 'a2', 'b1', 'a3', 'b2'],
      [['a1', 'b1'], ['a2', 'b2'], ['a3']],
    ],
    [
      'ten messages at a time',
      [...'abcdefghijkl'].map((group) => `${group}1`),
      [[...'abcdefghij'].map((group) => `${group}1`), ['k1', 'l1']],
    ],
  ])('sends %s', async (_, given, expected) => {
    expect(await enqueue(URL, given.map(entry))).toEqual([]);
    expect(batches()).toEqual(expected);
  });

  it('tells the entries of one batch apart', async () => {
    await enqueue(
      URL,
      [...'abcdefghij'].map((group) => entry(`${group}1`)),
    );
    expect(queue.inputs()[0]?.Entries?.map(({ Id }) => Id)).toEqual([...'0123456789']);
  });

  it('changes nothing in the list that it was given', async () => {
    const entries = ['a1', 'a2'].map(entry);
    await enqueue(URL, entries);
    expect(entries).toEqual(['a1', 'a2'].map(entry));
  });
});

describe('enqueue where SQS does not take everything', () => {
  it.each([
    ['a lone entry', ['a1'], ['a1'], ['a1'], [['a1']]],
    ['an entry among others', ['a1', 'b1', 'c1'], ['b1'], ['b1'], [['a1', 'b1', 'c1']]],
    [
      'an entry and what comes after it in its group',
      ['a1', 'b1', 'a2', 'b2', 'a3'],
      ['a1'],
      ['a1', 'a2', 'a3'],
      [['a1', 'b1'], ['b2']],
    ],
    [
      'a later entry, but none before it',
      ['a1', 'a2', 'a3'],
      ['a2'],
      ['a2', 'a3'],
      [['a1'], ['a2']],
    ],
  ])('gives back %s, so that nothing overtakes it', async (_, given, refused, failed, sent) => {
    queue.refuse(({ name }) => refused.includes(name));
    expect(await enqueue(URL, given.map(entry))).toEqual(failed.map(entry));
    expect(batches()).toEqual(sent);
  });

  it('gives back the very entries, so that their sender knows them again', async () => {
    queue.refuse(({ name }) => name === 'b1');
    const entries = ['a1', 'b1'].map(entry);
    expect((await enqueue(URL, entries))[0]).toBe(entries[1]);
  });

  it('gives back a whole batch that did not arrive, and still tries the other groups', async () => {
    queue.client
      .on(SendMessageBatchCommand)
      .rejectsOnce(awsError('ServiceUnavailable', 503))
      .resolves({});
    const first = [...'abcdefghij'].map((group) => entry(`${group}1`));
    const rest = ['k1', 'l1', 'a2'].map(entry);
    expect(await enqueue(URL, [...first, ...rest])).toEqual([...first, entry('a2')]);
    expect(batches()[1]).toEqual(['k1', 'l1']);
  });
});
