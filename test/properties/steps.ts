import * as fc from 'fast-check';

export type Customer = { channel: 'sms' | 'facebook'; id: string };

/** Two who write by SMS, two by Messenger. */
export const customers: Customer[] = [
  { channel: 'sms', id: '+14255550101' },
  { channel: 'facebook', id: '2468013501' },
  { channel: 'sms', id: '+14255550102' },
  { channel: 'facebook', id: '2468013502' },
];

/** One thing that happens. Several steps are under way at once: only `settle` waits. */
export type Step =
  /** Each message has a text of its own. */
  | { type: 'writes'; customer: number }
  /** The provider delivers the customer's last message again. */
  | { type: 'delivered again'; customer: number }
  | { type: 'agent answers'; customer: number }
  | { type: 'agent transfers'; customer: number }
  | { type: 'agent ends'; customer: number; notice: boolean }
  /** All that failed so far, in the order in which it failed. */
  | { type: 'operator replays' }
  | {
      type: 'fault';
      api: string;
      mode: string;
      times: number;
      skip: number;
      error?: string | number;
      status?: number;
    }
  | { type: 'time passes'; seconds: number }
  | { type: 'moment'; ms: number }
  | { type: 'settle' };

/** Calls whose repetition could be seen from outside, so three times as often as the others. */
const DELICATE = [
  'connect:StartChatContact',
  'connectparticipant:SendMessage',
  'sms-voice:SendTextMessage',
  'graph:SendMessage',
];

const OTHERS = [
  'connect:StartContactStreaming',
  'connect:StopContact',
  'connect:DescribeContact',
  'connectparticipant:CreateParticipantConnection',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'states:StartSyncExecution',
];

const fault = fc.record({
  type: fc.constant('fault' as const),
  api: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...DELICATE) },
    { weight: 9, arbitrary: fc.constantFrom(...OTHERS) },
  ),
  mode: fc.oneof(
    { weight: 2, arbitrary: fc.constant('lose-answer') },
    { weight: 3, arbitrary: fc.constantFrom('throttle', 'error', 'reset', 'delay', 'crash') },
  ),
  times: fc.integer({ min: 1, max: 3 }),
  skip: fc.nat({ max: 2 }),
});

/** Nothing repeats these by itself: they fail the message, for an operator to replay. */
const refusal = fc
  .record({
    type: fc.constant('fault' as const),
    api: fc.constantFrom(
      { api: 'connect:StartChatContact', error: 'InvalidRequestException' },
      { api: 'connectparticipant:SendMessage', error: 'ValidationException' },
      { api: 'sms-voice:SendTextMessage', error: 'ValidationException' },
      { api: 'graph:SendMessage', error: 551 },
    ),
    times: fc.integer({ min: 1, max: 3 }),
    skip: fc.nat({ max: 2 }),
  })
  .map(({ api, ...rule }) => ({ ...rule, ...api, mode: 'error', status: 400 }));

const customer = fc.nat({ max: customers.length - 1 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('writes' as const), customer }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delivered again' as const), customer }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('agent answers' as const), customer }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('agent transfers' as const), customer }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('agent ends' as const),
      customer,
      notice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('operator replays' as const) }) },
  { weight: 2, arbitrary: fault },
  { weight: 1, arbitrary: refusal },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('time passes' as const),
      seconds: fc.constantFrom(60, 300, 3600, 26 * 3600),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('moment' as const), ms: fc.nat({ max: 100 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('settle' as const) }) },
);

export interface Schedule {
  /** In force from the beginning. */
  faults: Extract<Step, { type: 'fault' }>[];
  steps: Step[];
  /** Share of the notifications of both topics that arrive twice, and which. */
  duplicate: number;
  seed: number;
}

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  faults: fc.array(fault, { maxLength: 8 }),
  steps: fc.array(step, { minLength: 5, maxLength: 25 }),
  duplicate: fc.constantFrom(0, 0.5),
  seed: fc.nat(),
});
