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
  /** Dispatch is killed while the execution runs. */
  const dies = async (receiveCount: number) => {
    client.on(StartSyncExecutionCommand).callsFake(() => {
      tables.failNext('UpdateItem', 'Killed');
      return { status: 'FAILED', error: 'ServiceFault' };
    });
    await expect(dispatch(delivery({ receiveCount }))).rejects.toMatchObject({ name: 'Killed' });
    client.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'ServiceFault' });
  };
  const diesAt = async (...receives: number[]) => {
    for (const receive of receives) await dies(receive);
  };

  it('are forgiven four times', async () => {
    await diesAt(1, 2, 3, 4);
    expect(await dispatch(delivery({ receiveCount: 5 }))).toMatchObject({ type: 'again' });
    expect(starts()).toBe(5);
  });

  it('end a message after five, without another attempt', async () => {
    await diesAt(1, 2, 3, 4, 5);
    const failure = { error: 'NoOutcome', cause: 'Receives that ended without a word: 5 of 5.' };
    const verdict = await dispatch(delivery({ receiveCount: 6 }));
    expect(verdict).toEqual({ type: 'done', result: 'FAILED', failure });
    expect(await entry()).toMatchObject({ status: 'FAILED', ...failure });
    expect(starts()).toBe(5);
  });

  it('are those that neither an attempt nor a wait stands for', async () => {
    await earlier({ attempts: 2, waits: 2 });
    await diesAt(5, 6, 7, 8);
    expect(await dispatch(delivery({ receiveCount: 9 }))).toMatchObject({ type: 'again' });
    await diesAt(10, 11, 12, 13);
    const last = await dispatch(delivery({ receiveCount: 14 }));
    expect(last).toMatchObject({
      failure: { cause: 'Receives that ended without a word: 8 of 13.' },
    });
  });

  it('do not count where the ledger could not be read: there was no attempt', async () => {
    client.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
    const verdict = await dispatch(delivery({ receiveCount: 100 }));
    expect(verdict).toEqual({ type: 'done', result: 'delivered' });
    expect(await entry()).toMatchObject({ status: 'RECOVERED', silentCount: 1 });
  });

  it('make no attempt that the ledger does not know of', async () => {
    tables.failNext('UpdateItem');
    await expect(dispatch(delivery({ receiveCount: 2 }))).rejects.toThrow();
    expect(starts()).toBe(0);
  });

  it('cost the first receive nothing', async () => {
    client.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
    await dispatch(delivery());
    expect(tables.actions()).toEqual(['GetItem']);
  });
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
