import AxeBuilder from '@axe-core/playwright';
import { button, column, guidedRun, page } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

describe.each(['light', 'dark'] as const)('accessibility, %s', (colorScheme) => {
  beforeEach(() => page.emulateMedia({ colorScheme }));

  it('of the empty page', async () => {
    await button('Write as a customer').waitFor();
    expect(await violations()).toEqual([]);
  });

  it.each([1280, 700])('with everything in sight, %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    await sandbox.sms('+14255550182', 'hello');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    expect(await violations()).toEqual([]);
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await page.getByRole('textbox', { name: 'Answer' }).fill('Still there?');
    await page.keyboard.press('Enter');
    for (const panel of ['Deliveries', 'Failures', 'Faults', 'Clock']) {
      await button(new RegExp(`^${panel}`)).click();
      expect({ panel, violations: await violations('.drawer') }).toEqual({ panel, violations: [] });
    }
  });
});

/** What axe finds against WCAG 2.2 AA and its best practices, in short. */
async function violations(within = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(within).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
