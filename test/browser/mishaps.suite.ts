import { button, column, guidedRun, page, say, textsIn } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const SAID = ['one', 'two', 'three', 'four', 'five', 'six'];

describe('mishaps that are switched on', () => {
  it.each([
    ['Notifications arrive twice', { duplicate: 0.5 }, 'duplicated'],
    ['Notifications are late', { delayMs: 2_000 }, 'delayed'],
  ])('%s: each answer arrives once, in order', async (label, deliveries, mishap) => {
    await guidedRun();
    await switchOn(label);
    expect(await faults()).toMatchObject({ deliveries });
    expect(await answered()).toEqual(SAID);
    await expectOnly(mishap);
  });

  it.each([
    ['Notifications overtake', { reorder: 0.5 }, 'reordered'],
    ['Notifications get lost at first', { drop: 0.5 }, 'dropped'],
  ])('%s: each answer arrives once', async (label, deliveries, mishap) => {
    await guidedRun();
    await switchOn(label);
    expect(await faults()).toMatchObject({ deliveries });
    expect((await answered()).sort()).toEqual([...SAID].sort());
    await expectOnly(mishap);
  });

  it('add to each other, and go one by one', async () => {
    await switchOn('Notifications arrive twice');
    await page.getByRole('switch', { name: 'Notifications overtake' }).check();
    await page.getByRole('switch', { name: 'SMS throttles' }).check();
    await page.getByRole('switch', { name: 'Notifications arrive twice' }).uncheck();
    await button('Faults2').waitFor();
    expect(await faults()).toMatchObject({
      rules: [{ api: 'sms-voice:SendTextMessage', mode: 'throttle', times: 2 }],
      deliveries: { reorder: 0.5 },
    });
    expect(await faults()).not.toMatchObject({ deliveries: { duplicate: expect.anything() } });
  });

  it('are not armed anew by another one that is switched on', async () => {
    await switchOn('Streaming throttles');
    const known = await faults();
    const path = '**/sandbox/faults';
    // The page does not learn that its rule is used up.
    await page.route(path, (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: known }) : route.continue(),
    );
    await sandbox.messenger('2468013579', 'Anybody there?');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    await page.unroute(path);
    await page.getByRole('switch', { name: 'SMS throttles' }).check();
    await page.getByText('sms-voice:SendTextMessage throttle, 2 more').waitFor();
    await sandbox.settled();
    const rule = { api: 'sms-voice:SendTextMessage', mode: 'throttle', skip: 0, times: 2 };
    expect(await faults()).toMatchObject({ rules: [rule] });
  });

  it('of any other kind are made up in the form', async () => {
    await button(/^Faults/).click();
    await page.getByLabel('API', { exact: true }).selectOption('graph:SendMessage');
    await page.getByLabel('goes wrong by').selectOption('error');
    await page.getByLabel('this many times').fill('3');
    await page.getByText('More', { exact: true }).click();
    await page.getByLabel('called by').selectOption('send-messenger');
    await page.getByLabel('not the first').fill('1');
    await page.getByLabel('error, name or code').fill('551');
    await page.getByLabel('HTTP status').fill('400');
    await button('Add rule').click();
    await page.getByText('error 551 HTTP 400 by send-messenger, lets 1 pass, 3 more').waitFor();
    const by = 'send-messenger';
    const rule = { api: 'graph:SendMessage', mode: 'error', by, skip: 1, times: 3 };
    expect(await faults()).toMatchObject({ rules: [{ ...rule, error: 551, status: 400 }] });
    const preset = page.getByRole('switch', { name: 'Facebook refuses the page token' });
    expect(await preset.isChecked()).toBe(false);
    await button('Remove the rule for graph:SendMessage').click();
    await page.getByText('None: everything works.').waitFor();
  });

  it('Quotas of a new account: a rush of customers all get their chat', async () => {
    await switchOn('Quotas of a new account');
    expect(await faults()).toMatchObject({ quotas: 'real' });
    // Buckets that are hardly filled again: how fast this machine is makes no difference.
    await sandbox.put('/sandbox/faults', { quotas: 0.001 });
    const customers = Array.from({ length: 10 }, (_, n) => `+142555501${10 + n}`);
    await Promise.all(customers.map((from) => sandbox.sms(from, `hello from ${from}`)));
    await column('State machines').getByText('✗ failed').first().waitFor();
    expect(await throttled()).not.toEqual([]);
    await sandbox.put('/sandbox/faults', { quotas: 'real' });
    await page.getByText('10 wait', { exact: true }).waitFor();
    await sandbox.settled();
    const said = await Promise.all(customers.map((from) => sandbox.saidBy(from)));
    expect(said).toEqual(customers.map((from) => [[`hello from ${from}`]]));
    await button(/^Failures/).click();
    const failures = page.getByRole('list', { name: 'Failures' });
    expect(await failures.getByText('failed', { exact: true }).count()).toBe(0);
  });

  it('A function dies: its message is in one chat, once', async () => {
    await switchOn('A function dies');
    await page.getByText('connect:StartChatContact crash by start-chat, 1 more').waitFor();
    await sandbox.messenger('2468013579', 'Anybody there?');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    await column('State machines').getByText('✗ failed').waitFor();
    await sandbox.settled();
    expect(await sandbox.saidBy('2468013579')).toEqual([['Anybody there?']]);
  });

  it('The flow ends the chat: the customer has the welcome, the desk shows what is over', async () => {
    await switchOn('The flow ends the chat');
    await sandbox.messenger('2468013579', 'Anybody there?');
    await sandbox.settled();
    const phone = column('Customers').getByRole('log');
    await phone.getByText('Welcome.').first().waitFor();
    const desk = column('Agent’s desk');
    await desk.getByText(/^Ended/).click();
    await button(/2468013579.*ended/, desk.getByRole('listitem').first()).click();
    await desk.getByText('This chat is over.').waitFor();
    await button(/^Failures/).click();
    const failures = page.getByRole('list', { name: 'Failures' });
    await failures.getByText('Anybody there?').waitFor();
    await failures.getByText('failed', { exact: true }).waitFor();
  });
});

async function switchOn(label: string): Promise<void> {
  await button(/^Faults/).click();
  await page.getByRole('switch', { name: label }).check();
  await button('Faults1').waitFor();
}

/** What the agent says one after the other, as it arrives on the phone. */
async function answered(): Promise<string[]> {
  const phone = column('Customers').getByRole('log');
  const before = (await textsIn(phone)).length;
  for (const text of SAID) await say('Answer', text);
  await phone
    .locator('.bubble')
    .nth(before + SAID.length - 1)
    .waitFor();
  await sandbox.settled();
  return (await textsIn(phone)).slice(before);
}

/** The executions in which a call was one too many. */
async function throttled(): Promise<string[]> {
  const all = await sandbox.get<{ name: string }[]>(
    '/sandbox/executions?machine=session-lifecycle',
  );
  const paths = all.map(({ name }) => `/sandbox/executions/${encodeURIComponent(name)}`);
  const runs = await Promise.all(paths.map((path) => sandbox.get<Run>(path)));
  return runs.flatMap(({ name, events }) =>
    events.some(({ error }) => error === 'Throttled') ? name : [],
  );
}

interface Run {
  name: string;
  events: { error?: string }[];
}

function faults(): Promise<{ mishaps: Record<string, number> }> {
  return sandbox.get('/sandbox/faults');
}

/** The seed of the switches hits some of the first six notifications with each mishap. */
async function expectOnly(mishap: string): Promise<void> {
  const { mishaps } = await faults();
  const happened = Object.keys(mishaps).filter((name) => mishaps[name] !== 0);
  expect(happened).toEqual([mishap]);
}
