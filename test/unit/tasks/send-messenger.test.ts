import { handler } from '../../../tasks/send-messenger/handler';
import { useTables } from '../../support/dynamodb';
import { ANA, PAGE, useFacebookSecret } from '../../support/facebook';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent } from '../../support/streaming';

useStoppedClock();
useFacebookSecret();
const tables = useTables();
const contact = { channel: 'facebook', businessId: PAGE, vendorId: ANA };
const send = (event = agentEvent()) => invoke(handler, { event, contact });

/** Meta answers each call so; the same body again and again. */
function metaAnswers(status: number, body: object) {
  return jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response(JSON.stringify(body), { status }));
}

const bodies = (fetch: jest.SpyInstance) =>
  fetch.mock.calls.map(([, init]) => JSON.parse(String(init.body)));

afterEach(() => jest.restoreAllMocks());

describe('send-messenger', () => {
  it('sends the words of the agent through the page that the customer wrote to', async () => {
    const fetch = metaAnswers(200, { message_id: 'mid-1' });
    expect(await send()).toEqual({ providerMessageIds: ['mid-1'] });
    expect(new URL(String(fetch.mock.calls[0]?.[0])).pathname).toBe(`/v26.0/${PAGE}/messages`);
    expect(bodies(fetch)).toEqual([
      {
        recipient: { id: ANA },
        messaging_type: 'RESPONSE',
        message: { text: 'Good morning, I am looking it up 📦' },
      },
    ]);
  });

  it('shows the answers of an interactive message as quick replies', async () => {
    const fetch = metaAnswers(200, { message_id: 'mid-1' });
    await send(agentEvent('interactive-quick-reply'));
    expect(bodies(fetch)).toMatchObject([
      {
        message: {
          text: 'Did that help?',
          quick_replies: [{ title: 'It did' }, { title: 'Not yet' }],
        },
      },
    ]);
  });

  it('sends nothing twice when the execution is repeated', async () => {
    const fetch = metaAnswers(200, { message_id: 'mid-1' });
    await send();
    expect(await send()).toEqual({ providerMessageIds: ['mid-1'] });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    [400, { error: { code: 551 } }, 'Refused', 'REFUSED'],
    [400, { error: { code: 613 } }, 'Throttled', undefined],
    [500, { error: { code: 2 } }, 'OutcomeUnknown', 'SENDING'],
  ])('after HTTP %i with %j throws %s, and the part is %s', async (status, body, name, state) => {
    metaAnswers(status, body);
    const event = agentEvent();
    await expect(send(event)).rejects.toMatchObject({ name });
    expect((await tables.item('session', `send#${event.id}#0`))?.state).toBe(state);
  });

  it('refuses an attachment before anything is noted', async () => {
    await expect(send(agentEvent('attachment-approved'))).rejects.toMatchObject({
      name: 'UnsupportedContent',
    });
    expect(tables.actions()).toEqual([]);
  });
});
