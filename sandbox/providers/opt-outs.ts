import type { Outbox } from './outbox';

/** SMS user guide, "Opt-out list keywords". */
const OUT = /^(arret|cancel|end|opt-?out|quit|remove|stop|td|unsubscribe)$/i;
/** The same, for toll-free numbers. */
const BACK_IN = /^(start|unstop)$/i;

/** The default opt-out list: whoever sent nothing but such a word gets no more text messages. */
export class OptOuts {
  private readonly numbers = new Set<string>();

  constructor(private readonly outbox: Outbox) {}

  /** Takes a customer's message in; the service itself answers the first that opts out, in words of ours here. */
  hear(number: string, text: string): void {
    const word = text.trim();
    if (BACK_IN.test(word)) this.numbers.delete(number);
    if (!OUT.test(word) || this.numbers.has(number)) return;
    this.numbers.add(number);
    const reply = 'You have opted out and get no more messages. Reply START to get them again.';
    this.outbox.add({ channel: 'sms', to: number, text: reply, raw: { keyword: word } });
  }

  has(number: string): boolean {
    return this.numbers.has(number);
  }

  reset(): void {
    this.numbers.clear();
  }
}
