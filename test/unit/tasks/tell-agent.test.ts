import { graphError } from '../../../channels/facebook/graph-error';
import type { AgentEvent } from '../../../domain/agent-event';
import { handler } from '../../../tasks/tell-agent/handler';
import { awsError } from '../../support/aws-error';
import { customer, openSession, startedSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { invoke } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent } from '../../support/streaming';

const clock = useStoppedClock();
const tables = useTables();
const service = useParticipantService();

const contactId = 'contact-1';
const KEY = 'session#facebook#104512398765432#7301846529018273';
const MARK = 'notice#contact-1#window-closed';
const WINDOW_CLOSED =
  'Not delivered to the customer: the customer last wrote more than 24 hours ago, and Meta takes no answers after that.';

/** A function's error as Step Functions catches it. */
const failure = (errorType: string, errorMessage: string) => ({
  Error: errorType,
  Cause: JSON.stringify({ errorType, errorMessage, trace: [] }),
});
const meta = (code: number, error_subcode?: number) =>
  failure('Refused', graphError(400, { error: { code, error_subcode } }).message);
const windowClosed = meta(10, 2018278);

const tell = (
  error = windowClosed,
  { event = {}, channel = 'facebook' }: { event?: Partial<AgentEvent>; channel?: string } = {},
) =>
  invoke(handler, {
    event: agentEvent('agent-text', { initialContactId: contactId, ...event }),
    contact: { ...customer, channel },
    error,
  });

const texts = () => service.said().map(([, text]) => text);

describe('an agent whose message was not delivered', () => {
  beforeEach(() => tables.put('session', openSession()));

  it('reads why in the chat, under a token that is derived from chat and reason', async () => {
    expect(await tell()).toEqual({ told: true });
    expect(service.said()).toEqual([['connection-token-1', WINDOW_CLOSED, MARK]]);
  });

  it('reads it once for each reason', async () => {
    await tell();
    expect(await tell()).toEqual({ told: false });
    await tell(meta(551, 1545041));
    expect(texts()).toEqual([WINDOW_CLOSED, expect.stringContaining('on Messenger at present')]);
  });

  it('leaves a mark that is kept as long as the contact', async () => {
    await tell();
    const ttl = Math.floor(Date.parse(clock.iso()) / 1000) + 120 * 86_400;
    expect(await tables.item('session', MARK)).toEqual({ pk: MARK, ttl });
  });

  it('reads it though the customer’s connection has expired: nobody wrote for a day', async () => {
    service.refuses('connection-token-1');
    await tell();
    expect(service.said().at(-1)).toEqual(['fresh-token-1', WINDOW_CLOSED, MARK]);
    expect(await tables.item('session', KEY)).toMatchObject({ connectionToken: 'fresh-token-1' });
  });

  it('is told at the next try where it did not work', async () => {
    service.failNext(awsError('ThrottlingException', 429));
    await expect(tell()).rejects.toMatchObject({ name: 'Throttled' });
    expect(await tell()).toEqual({ told: true });
  });
});

describe('nobody is told', () => {
  it.each([
    ['the customer has no session', undefined],
    ['the session is another chat’s', openSession({ contactId: 'contact-2' })],
    ['the session has expired', openSession({ ttl: 1 })],
    ['the chat is still being started', startedSession()],
  ])('where %s', async (_, session) => {
    if (session) await tables.put('session', session);
    expect(await tell()).toEqual({ told: false });
    expect([service.said(), service.connected()]).toEqual([[], []]);
  });

  it('where the chat is over: the ledger has it', async () => {
    await tables.put('session', openSession());
    service.refuses('connection-token-1', 'participant-token-1');
    expect(await tell()).toEqual({ told: false });
    expect(await tables.item('session', MARK)).toBeUndefined();
  });
});

describe('a notice says in plain words', () => {
  const noticeOf = async (...undelivered: Parameters<typeof tell>) => {
    const [, { channel = 'facebook' } = {}] = undelivered;
    const pk = KEY.replace('facebook', channel);
    await tables.put('session', openSession({ channel, pk } as object));
    await tell(...undelivered);
    return texts()[0]?.replace('Not delivered to the customer: ', '');
  };

  it.each([
    [meta(10, 2534022), /^the customer last wrote more than 24 hours ago/],
    [meta(10, 2018065), /^the customer last wrote more than 24 hours ago/],
    [meta(551, 1545041), /^the customer cannot be written to on Messenger at present\.$/],
    [meta(10, 2018108), /^the customer cannot be written to on Messenger at present\.$/],
    [meta(100, 2018001), /^Meta knows no customer of this page by this id\.$/],
    [meta(10), /^Meta does not permit the page to write to this customer\.$/],
    [meta(10, 1893063), /^Meta does not permit the page to write to this customer\.$/],
    [meta(200, 2018028), /^Meta does not permit the page to write to this customer\.$/],
    [meta(368), /^Meta has blocked the page for a breach of its policies\.$/],
    [meta(100), /^it was refused \(Graph API: HTTP 400, code 100\)\.$/],
    [{ Error: 'Refused', Cause: 'not JSON' }, /^it was refused \(no reason was given\)\.$/],
  ])('why Meta refused it: %j', async (error, words) => {
    expect(await noticeOf(error)).toMatch(words);
  });

  it.each([
    ['SendTextMessage: ConflictException: DESTINATION_PHONE_NUMBER_OPTED_OUT', /has opted out of/],
    ['SendMessages: OPT_OUT', /has opted out of/],
    [
      'SendTextMessage: ConflictException: DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
      /verified numbers only/,
    ],
    [
      'SendTextMessage: ConflictException: DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
      /the customer’s country are switched off/,
    ],
    ['SendTextMessage: ValidationException: COUNTRY_NOT_ENABLED', /country are switched off/],
    [
      'SendTextMessage: ServiceQuotaExceededException: MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
      /this month’s limit of spending/,
    ],
    [
      'SendTextMessage: ResourceNotFoundException',
      /^it was refused \(SendTextMessage: ResourceNotFoundException\)\.$/,
    ],
  ])('why an SMS was refused: %s', async (message, words) => {
    expect(await noticeOf(failure('Refused', message), { channel: 'sms' })).toMatch(words);
  });

  it.each([
    ['ATTACHMENT', 'attachments cannot be sent to this customer.'],
    ['MESSAGE', 'content of this kind cannot be sent to this customer.'],
  ])('that a channel cannot carry an item of type %s', async (type, words) => {
    expect(await noticeOf(failure('UnsupportedContent', 'x'), { event: { type } })).toBe(words);
  });

  it('that nobody knows whether the customer has it', async () => {
    expect(await noticeOf(failure('OutcomeUnknown', 'Graph API: no answer'))).toBe(
      'It is not known whether this was delivered to the customer: the answer was lost on the way. Ask before you send it again.',
    );
  });
});
