/** Whether somebody sits in front of this terminal who could want a browser. */
export function isAttended(): boolean {
  return Boolean(process.stdout.isTTY) && !process.env.CI;
}

/** Opens the page in the default browser; where there is none, the printed URL has to do. */
export async function openBrowser(url: string): Promise<void> {
  // Published as an ECMAScript module only.
  const { default: open } = await import('open');
  const browser = await open(url);
  browser.once('error', () => process.stderr.write(`No browser was found. Open ${url}\n`));
}
