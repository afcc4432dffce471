import { button, column, page } from '../support/page';
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

  it('is searched as one types', async () => {
    await page.getByRole('searchbox').fill('message 1234');
    await page.getByRole('list', { name: 'Executions' }).getByText('Message 1234').waitFor();
  });
});
