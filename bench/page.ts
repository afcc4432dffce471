/**
 * How smooth the sandbox's page stays while messages stream in: the time between two frames, beside
 * that of the idle page on the same machine. Run by hand: npm run bench:page
 */
import type { Page } from 'playwright-core';
import { launchChromium } from '../test/support/chromium';
import { Sandbox } from '../test/support/sandbox';

const SECONDS = 10;
const CUSTOMERS = 5;
/** As many as five busy conversations bring. */
const PAUSE_MS = 100;

/** Milliseconds between the frames of the next seconds, shortest first. */
async function frames(page: Page): Promise<number[]> {
  const intervals = await page.evaluate<number[]>(`new Promise((done) => {
    const intervals = [];
    const began = performance.now();
    let last = began;
    requestAnimationFrame(function frame(now) {
      intervals.push(now - last);
      last = now;
      if (now - began < ${SECONDS * 1000}) requestAnimationFrame(frame);
      else done(intervals);
    });
  })`);
  return intervals.sort((a, b) => a - b);
}

/** Customers write, one after the other, until they are told to stop. */
async function writing(sandbox: Sandbox, signal: AbortSignal): Promise<number> {
  let count = 0;
  while (!signal.aborted) {
    await sandbox.sms(`+1425555018${count % CUSTOMERS}`, `Message ${count}`);
    count += 1;
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  return count;
}

async function measure(page: Page, sandbox: Sandbox): Promise<string> {
  const idle = await frames(page);
  const stop = new AbortController();
  const written = writing(sandbox, stop.signal);
  const busy = await frames(page);
  stop.abort();
  const rows = [0.5, 0.95, 0.99].map((share) => {
    const [before, during] = [idle, busy].map((all) => all[Math.floor(share * all.length)] ?? 0);
    const ratio = ((during ?? 0) / (before || 1)).toFixed(2);
    return `${share * 100} % of frames within ${before?.toFixed(1)} ms idle, ${during?.toFixed(1)} ms busy: ${ratio} times\n`;
  });
  return `${await written} messages in ${SECONDS} seconds\n${rows.join('')}`;
}

async function main(): Promise<void> {
  const sandbox = await Sandbox.start();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(sandbox.url);
    await page.getByText('Live', { exact: true }).waitFor();
    process.stdout.write(await measure(page, sandbox));
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
