import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { dispatch } from '../../../../tasks/dispatch/dispatch';
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
