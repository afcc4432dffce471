import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { sqs } from '../../../../domain/clients/sqs';
import { replayAttribute, replayOf } from '../../../../domain/failures/replay-id';
import type { LedgerEntry } from '../../../../domain/ledger';
import { executionName } from '../../../../tasks/dispatch/delivery';
import { dispatch } from '../../../../tasks/dispatch/dispatch';
import { handler } from '../../../../tasks/dispatch/handler';
import { inboundMessage } from '../../../support/customers';
import { delivery, earlier, messageId } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { failure } from '../../../support/failure-entries';
import { invoke, sqsAttributes, sqsEvent, sqsRecord } from '../../../support/lambda';
import { useStoppedClock } from '../../../support/stopped-clock';

useStoppedClock();
const tables = useTables();
const executions = mockClient(sfn);
const queue = mockClient(sqs);
const entry = () => tables.item('ledger', messageId);
const ends = (error?: string) =>
  executions
    .on(StartSyncExecutionCommand)
    .resolves(error ? { status: 'FAILED', error } : { status: 'SUCCEEDED' });
const starts = () => executions.commandCalls(StartSyncExecutionCommand).length;
const replaying = (more: Partial<LedgerEntry> = {}) =>
  tables.put(
    'ledger',
    failure({ status: 'REPLAYING', replays: 2, attemptCount: 0, waitCount: 0, ...more }),
  );

beforeEach(() => {
  executions.reset();
  queue.reset();
  queue.on(ChangeMessageVisibilityCommand).resolves({});
  ends();
});

describe('the attribute of a queue message', () => {
  it.each([1, 12])('tells that it is of replay %i', (replay) => {
    const messageAttributes = sqsAttributes(replayAttribute(replay));
    expect(replayOf(sqsRecord('', { messageAttributes }))).toBe(replay);
  });

  it('is missing where nobody replayed it', () => {
    expect(replayOf(sqsRecord(''))).toBe(0);
  });
});

describe('a replayed message', () => {
  it('is REPLAYED when it is delivered', async () => {
    await replaying();
    expect(await dispatch(delivery({ replay: 2 }))).toEqual({ type: 'done', result: 'delivered' });
    expect(await entry()).toMatchObject({ status: 'REPLAYED', replays: 2 });
  });

  it.each([
    ['ServiceFault', { attemptCount: 1 }],
    ['Throttled', { waitCount: 1 }],
  ])('stays REPLAYING while it is tried again after %s', async (error, counted) => {
    ends(error);
    await replaying();
    expect(await dispatch(delivery({ replay: 2 }))).toMatchObject({ type: 'again' });
    expect(await entry()).toMatchObject({ status: 'REPLAYING', ...counted });
    ends();
    await dispatch(delivery({ replay: 2, receiveCount: 2 }));
    expect(await entry()).toMatchObject({ status: 'REPLAYED' });
  });

  it('has five attempts of its own', async () => {
    ends('ServiceFault');
    await replaying();
    for (const receiveCount of [1, 2, 3, 4]) {
      const verdict = await dispatch(delivery({ replay: 2, receiveCount }));
      expect(verdict).toMatchObject({ type: 'again' });
    }
    const last = await dispatch(delivery({ replay: 2, receiveCount: 5 }));
    expect(last).toMatchObject({ type: 'done', result: 'FAILED' });
    expect(await entry()).toMatchObject({ status: 'FAILED', attemptCount: 5 });
    expect((await entry())?.attempts).toHaveLength(6);
  });

  it.each([
    ['Refused', 'FAILED'],
    ['OutcomeUnknown', 'OUTCOME_UNKNOWN'],
  ])('is given up once more after %s, as %s', async (error, status) => {
    ends(error);
    await replaying();
    await dispatch(delivery({ replay: 2 }));
    expect(await entry()).toMatchObject({ status, error, replays: 2 });
  });

  it('runs under names of its own', () => {
    const names = [
      delivery({ receiveCount: 2 }),
      delivery({ receiveCount: 2, replay: 1 }),
      delivery({ receiveCount: 1, replay: 2 }),
      delivery({ receiveCount: 1_000, replay: 99 }),
    ].map(executionName);
    expect(names).toEqual([
      `facebook-${messageId}-2`,
      `facebook-${messageId}-r1-2`,
      `facebook-${messageId}-r2-1`,
      `facebook-${messageId}-r99-1000`,
    ]);
    for (const name of names) expect(name).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
  });

  it('is known by its attribute', async () => {
    await replaying();
    const messageAttributes = sqsAttributes(replayAttribute(2));
    await invoke(handler, sqsEvent(sqsRecord(inboundMessage(), { messageAttributes })));
    expect(executions.call(0).args[0].input).toMatchObject({ name: `facebook-${messageId}-r2-1` });
  });
});

describe('what an attempt comes to after a replay began', () => {
  it('is left out of the ledger: the replay takes care of the message', async () => {
    await earlier({ attempts: 1 });
    executions.on(StartSyncExecutionCommand).callsFake(async () => {
      await replaying();
      return { status: 'FAILED', error: 'Refused' };
    });
    await dispatch(delivery({ receiveCount: 2 }));
    expect(await entry()).toMatchObject({ status: 'REPLAYING', attemptCount: 0 });
  });
});

describe('a late redelivery', () => {
  it.each([
    ['the original', 0],
    ['an earlier replay', 1],
  ])('of %s is dropped: the replay takes care of the message', async (_, replay) => {
    await replaying();
    const before = await entry();
    expect(await dispatch(delivery({ replay }))).toEqual({ type: 'done', result: 'settled' });
    expect(starts()).toBe(0);
    expect(await entry()).toEqual(before);
  });
});
