import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const TEXTS = ['one', 'two', 'three', 'four', 'five'];

/** Both topics are standard ones: they may deliver twice, late, and out of order. */
describe('notifications', () => {
  resetBeforeEach();

  let chat: string;
  beforeEach(async () => {
    await sandbox.messenger(ANA, 'hello');
    await sandbox.settled();
    chat = (await sandbox.contacts())[0]?.contactId ?? '';
  });

  async function received(deliveries: object): Promise<string[]> {
    await sandbox.put('/sandbox/faults', { deliveries });
    for (const text of TEXTS) await sandbox.agentSays(chat, text);
    await sandbox.settled();
    return (await sandbox.receivedBy(ANA)).slice(1);
  }

  it('that arrive twice go out once, in their order', async () => {
    expect(await received({ duplicate: 1, seed: 1 })).toEqual(TEXTS);
  });

  it('that arrive late go out in their order', async () => {
    expect(await received({ delayMs: 50 })).toEqual(TEXTS);
  });

  it.each([
    ['overtake each other', { reorder: 1, seed: 2 }],
    ['are lost at first', { drop: 0.5, seed: 3 }],
    ['do all of that', { duplicate: 0.5, reorder: 0.5, drop: 0.3, delayMs: 20, seed: 4 }],
  ])('that %s go out once each', async (_, deliveries) => {
    expect((await received(deliveries)).sort()).toEqual([...TEXTS].sort());
  });

  it('of one batch go out in the order of their AbsoluteTime', async () => {
    const resume = await pauseReading('agent-events');
    for (const [index, text] of [...TEXTS].reverse().entries()) {
      await sandbox.post('/sandbox/stream', said(text, TEXTS.length - index));
    }
    await resume();
    await sandbox.settled();
    expect((await sandbox.receivedBy(ANA)).slice(1)).toEqual(TEXTS);
  });

  /** As the agent says it in this second of an hour that is to come. */
  function said(Content: string, second: number): object {
    const ids = { InitialContactId: chat, ContactId: chat };
    return {
      message: {
        AbsoluteTime: `2099-01-01T00:00:0${second}.000Z`,
        Id: `item-${second}`,
        Type: 'MESSAGE',
        ParticipantRole: 'AGENT',
        ContentType: 'text/plain',
        Content,
        ...ids,
      },
      attributes: { ...ids, MessageVisibility: 'ALL', Type: 'MESSAGE' },
    };
  }
});

/** @returns what resumes the reading of the queue */
async function pauseReading(queue: string): Promise<() => Promise<void>> {
  const mappings = '/aws/lambda/2015-03-31/event-source-mappings';
  const { EventSourceMappings } = await sandbox.get<{
    EventSourceMappings: { UUID: string; EventSourceArn: string }[];
  }>(`${mappings}/`);
  const mapping = EventSourceMappings.find((one) => one.EventSourceArn.endsWith(`:${queue}`));
  const set = async (Enabled: boolean) => {
    await sandbox.put(`${mappings}/${mapping?.UUID}`, { Enabled });
  };
  await set(false);
  return () => set(true);
}
