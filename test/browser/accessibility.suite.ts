import AxeBuilder from '@axe-core/playwright';
import { button, column, guidedRun, page } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

/** By day on a whole screen, by night on half of one: colours and widths do not depend on each other. */
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 700 },
] as const;

describe('accessibility', () => {
  it('of the empty page', async () => {
    await button('Write as a customer').waitFor();
    expect(await violations()).toEqual([]);
  });

  it('with everything in sight', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    await sandbox.sms('+14255550182', 'hello');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    expect(await violations()).toEqual([]);
  });

  it('of what lies below', async () => {
    await guidedRun();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await page.getByRole('textbox', { name: 'Answer' }).fill('Still there?');
    await page.keyboard.press('Enter');
    await button(/^Failures/).click();
    await page.getByRole('list', { name: 'Failures' }).getByText('failed').waitFor();
    await button(/^Failures/).click();
    for (const panel of ['Deliveries', 'Failures', 'Faults', 'Clock']) {
      await button(new RegExp(`^${panel}`)).click();
      expect({ panel, violations: await violations('.drawer') }).toEqual({ panel, violations: [] });
    }
  });
});

/** What axe finds against WCAG 2.2 AA and its best practices, in every look, in short. */
async function violations(within = 'html'): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).include(within).analyze();
    const inShort = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    );
    found.push(...inShort.map((text) => `${colorScheme}, ${width} pixels: ${text}`));
  }
  return found;
}
