import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import type { LedgerStatus } from '../../../../domain/ledger';
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
    const attempt = dispatch(delivery({ receiveCount: 2 }));
    await expect(attempt).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(starts()).toBe(expected);
  });
});
