import type { Clock } from '../clock';

const WINDOW_MS = 24 * 3_600_000;

/** Until when a page may answer each customer (Messenger Platform, "Send messages"): a day from their last word. */
export class MessagingWindow {
  private readonly heard = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Notes the customers whose events stand in a webhook that was accepted. */
  note(webhook: string): void {
    for (const [, id = ''] of webhook.matchAll(/"sender"\s*:\s*\{\s*"id"\s*:\s*"([^"]+)"/g)) {
      this.heard.set(id, this.clock.now());
    }
  }

  /** Whoever never wrote here is somebody else's to judge. */
  isOpen(customer: string): boolean {
    return this.clock.now() - (this.heard.get(customer) ?? this.clock.now()) < WINDOW_MS;
  }

  reset(): void {
    this.heard.clear();
  }
}
