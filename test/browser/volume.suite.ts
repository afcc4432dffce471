import { amend, button, column, guidedRun, page } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const AT = '2026-11-20T10:00:00.000Z';
const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

const arrivals = many(1_000, (n) => ({
  id: `arrival-${n}`,
  channel: 'sms',
  at: new Date(Date.parse(AT) + n * 1_000).toISOString(),
  status: 202,
  tookMs: 1,
  body: '{}',
  messages: [{ id: `message-${n}`, from: '+14255550182', text: `Message ${n}` }],
}));

const transcript = many(1_000, (n) => ({
  id: `item-${n}`,
  type: 'MESSAGE',
  participantRole: 'CUSTOMER',
  content: `Message ${n}`,
  contentType: 'text/plain',
  absoluteTime: AT,
}));

const executions = many(2_000, (n) => ({
  name: `sms-${n}`,
  machine: 'session-lifecycle',
  executionArn: `arn:${n}`,
  status: 'SUCCEEDED',
  startedAt: AT,
  stoppedAt: AT,
  text: `Message ${n}`,
}));

describe('a day’s worth of messages', () => {
  beforeEach(async () => {
    const path = (name: string) => `${sandbox.url}/sandbox/${name}`;
    await page.route(path('arrivals'), (route) => route.fulfill({ json: arrivals }));
    await page.route(path('executions'), (route) => route.fulfill({ json: executions }));
    await page.reload();
  });

  it('is there, and only the end of it is rendered', async () => {
    const phone = column('Customers').getByRole('log');
    await phone.getByText('Message 999', { exact: true }).waitFor();
    expect(await phone.locator('.bubble').count()).toBeLessThanOrEqual(60);
    await button('Show earlier (940)', phone).click();
    await button('Show earlier (880)', phone).waitFor();
    const list = page.getByRole('list', { name: 'Executions' }).getByRole('listitem');
    expect(await list.count()).toBeLessThanOrEqual(60);
    await button('Show earlier (1940)').waitFor();
  });

  it('does not move under whoever reads further below', async () => {
    const list = page.getByRole('list', { name: 'Executions' }).getByRole('listitem');
    const last = list.getByText('Message 59', { exact: true });
    await last.scrollIntoViewIfNeeded();
    const before = await last.boundingBox();
    await sandbox.sms('+14255550182', 'One more');
    await list.getByText('One more').waitFor();
    await sandbox.settled();
    await button('Show earlier (1940)').waitFor();
    expect(await last.boundingBox()).toEqual(before);
  });

  it('is searched as one types', async () => {
    await page.getByRole('searchbox').fill('message 1234');
    await page.getByRole('list', { name: 'Executions' }).getByText('Message 1234').waitFor();
  });
});

/** Work and not time: a busy machine is slow, and no page can help it. */
describe('one more message', () => {
  it('costs no more elements in a chat of 1,000 than in a short one, and little more work', async () => {
    await guidedRun();
    const short = await workOf('Is it there?');
    await fillChat();
    const long = await workOf('And now?');
    expect(long.added).toBeLessThanOrEqual(short.added + 10);
    expect(long.calls).toBeLessThan(4 * short.calls);
  });
});

/** Puts 1,000 messages before those of the one chat there is, and 400 executions before its own. */
async function fillChat(): Promise<void> {
  const [chat] = await sandbox.contacts();
  const from = chat?.vendorId;
  const earlier = arrivals.map(({ messages, ...arrival }) => ({
    ...arrival,
    channel: 'facebook',
    messages: messages.map((message) => ({ ...message, from })),
  }));
  await amend<object[]>('arrivals', (own) => [...earlier, ...own]);
  await amend<object[]>('executions', (own) => [...own, ...executions.slice(0, 400)]);
  await amend<{ transcript: object[] }>(`contacts/${chat?.contactId}`, (own) => ({
    ...own,
    transcript: [...transcript, ...own.transcript],
  }));
  await page.reload();
  const log = column('Agent’s desk').getByRole('log');
  await log.getByText('Message 999', { exact: true }).waitFor();
}

/** What one answer of the agent makes of the page: elements that are added, functions that are called. */
async function workOf(text: string): Promise<{ added: number; calls: number }> {
  const profiler = await page.context().newCDPSession(page);
  await profiler.send('Profiler.enable');
  await profiler.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await page.evaluate(COUNT_ADDED);
  await sandbox.agentSays((await sandbox.contacts())[0]?.contactId ?? '', text);
  await column('Customers').getByRole('log').getByText(text).waitFor();
  const own = column('Agent’s desk').getByRole('log').locator('.bubble', { hasText: text });
  await button('✓ delivered', own).waitFor();
  await sandbox.settled();
  const { result } = await profiler.send('Profiler.takePreciseCoverage');
  await profiler.detach();
  const script = result.find(({ url }) => url.endsWith('/page.js'));
  const counts = script?.functions.map(({ ranges }) => ranges[0]?.count ?? 0) ?? [];
  const calls = counts.reduce((sum, count) => sum + count, 0);
  return { added: await page.evaluate('added'), calls };
}

const COUNT_ADDED = `
  var added = 0;
  var elementsIn = (node) => (node.querySelectorAll ? 1 + node.querySelectorAll('*').length : 0);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) added += elementsIn(node);
  }).observe(document.body, { childList: true, subtree: true });
`;
