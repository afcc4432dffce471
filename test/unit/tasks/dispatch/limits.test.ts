import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import type { LedgerStatus } from '../../../../domain/ledger';
import { dispatch } from '../../../../tasks/dispatch/dispatch';
import { awsError } from '../../../support/aws-error';
import { delivery, earlier, messageId } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { useStoppedClock } from '../../../support/stopped-clock';

useStoppedClock();
const tables = useTables();
const client = mockClient(sfn);
const entry = () => tables.item('ledger', messageId);
const starts = () => client.commandCalls(StartSyncExecutionCommand).length;
const DAY = 86_400_000;

beforeEach(() => {
  client.reset();
  client.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'ServiceFault' });
});

describe('attempts', () => {
  it.each([1, 2, 3])('go on after %i that were counted', async (attempts) => {
    await earlier({ attempts });
    const verdict = await dispatch(delivery({ receiveCount: attempts + 1 }));
    expect(verdict).toMatchObject({ type: 'again', failure: { error: 'ServiceFault' } });
    expect(await entry()).toMatchObject({ status: 'RETRYING', attemptCount: attempts + 1 });
  });

  it('end with the fifth', async () => {
    await earlier({ attempts: 4 });
    const verdict = await dispatch(delivery({ receiveCount: 5 }));
    expect(verdict).toMatchObject({ type: 'done', result: 'FAILED' });
    expect(await entry()).toMatchObject({ status: 'FAILED', attemptCount: 5 });
  });

  it('leave the outcome open where the answer to the fifth was lost', async () => {
    client.on(StartSyncExecutionCommand).rejects(awsError('TimeoutError'));
    await earlier({ attempts: 4 });
    const failure = { error: 'StartSyncExecution.TimeoutError', cause: 'as the test asked' };
    const verdict = await dispatch(delivery({ receiveCount: 5 }));
    expect(verdict).toEqual({ type: 'done', result: 'OUTCOME_UNKNOWN', failure });
    expect(await entry()).toMatchObject({
      status: 'OUTCOME_UNKNOWN',
      attemptCount: 5,
      ...failure,
    });
  });

  it('do not include the waits', async () => {
    await earlier({ attempts: 3, waits: 20 });
    const verdict = await dispatch(delivery({ receiveCount: 24 }));
    expect(verdict).toMatchObject({ type: 'again' });
    expect(await entry()).toMatchObject({ status: 'RETRYING', attemptCount: 4, waitCount: 20 });
  });

  it('are not used up by a quota, however many there were', async () => {
    client.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'Throttled' });
    await earlier({ attempts: 4, waits: 20 });
    const verdict = await dispatch(delivery({ receiveCount: 25 }));
    expect(verdict).toMatchObject({ type: 'again', failure: { error: 'Throttled' } });
  });
});

describe('receives that left no trace', () => {
  const failure = { error: 'NoOutcome', cause: 'Of 5 attempts, 5 ended without a word.' };

  it('are forgiven four times', async () => {
    expect(await dispatch(delivery({ receiveCount: 5 }))).toMatchObject({ type: 'again' });
    expect(starts()).toBe(1);
  });

  it('end a message after five, without another attempt', async () => {
    const verdict = await dispatch(delivery({ receiveCount: 6 }));
    expect(verdict).toEqual({ type: 'done', result: 'FAILED', failure });
    expect(await entry()).toMatchObject({ status: 'FAILED', ...failure });
    expect(starts()).toBe(0);
  });

  it.each([
    ['goes on', 9, { type: 'again' }],
    ['ends', 10, { type: 'done', result: 'FAILED', failure: { error: 'NoOutcome' } }],
  ])(
    'are those that neither an attempt nor a wait stands for: it %s at receive %i',
    async (_, receiveCount, verdict) => {
      await earlier({ attempts: 2, waits: 2 });
      expect(await dispatch(delivery({ receiveCount }))).toMatchObject(verdict);
    },
  );
});

describe('the age of a message', () => {
  it('may be a day', async () => {
    const verdict = await dispatch(delivery({ sentAt: Date.now() - DAY }));
    expect(verdict).toMatchObject({ type: 'again' });
    expect(starts()).toBe(1);
  });

  it.each([1, 2, 30])(
    'ends it beyond a day, without another attempt (receive %i)',
    async (receiveCount) => {
      await earlier({ waits: receiveCount - 1 });
      const failure = { error: 'TooOld', cause: 'The message was in its queue for a day.' };
      const verdict = await dispatch(delivery({ receiveCount, sentAt: Date.now() - DAY - 1 }));
      expect(verdict).toEqual({ type: 'done', result: 'FAILED', failure });
      expect(await entry()).toMatchObject({ status: 'FAILED', ...failure });
      expect(starts()).toBe(0);
    },
  );
});

beforeEach(() => {
  client.reset();
  client.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'ServiceFault' });
});

describe('a message that is settled in the ledger', () => {
  it.each<LedgerStatus>(['FAILED', 'OUTCOME_UNKNOWN', 'RECOVERED', 'REPLAYED', 'DISCARDED'])(
    'is dropped where it is %s: a late redelivery must not revive it',
    async (status) => {
      await earlier({ attempts: 1, status });
      const before = await entry();
      const verdict = await dispatch(delivery({ receiveCount: 2, sentAt: Date.now() - 2 * DAY }));
      expect(verdict).toEqual({ type: 'done', result: 'settled' });
      expect(starts()).toBe(0);
      expect(await entry()).toEqual(before);
    },
  );

  it('is dropped at its first receive, where the provider delivers it anew after days', async () => {
    await earlier({ attempts: 1, status: 'FAILED' });
    expect(await dispatch(delivery())).toEqual({ type: 'done', result: 'settled' });
    expect(starts()).toBe(0);
  });

  it('is tried where an operator put it back into the queue', async () => {
    await earlier({ attempts: 1, status: 'REPLAYING' });
    await dispatch(delivery({ receiveCount: 2 }));
    expect(starts()).toBe(1);
  });
});

describe('a ledger that fails', () => {
  it.each([
    ['is not read', 'GetItem', 0],
    ['takes no entry', 'UpdateItem', 1],
  ])('leaves the message in its queue where it %s', async (_, action, expected) => {
    tables.failNext(action);
    const attempt = dispatch(delivery());
    await expect(attempt).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(starts()).toBe(expected);
  });
});
