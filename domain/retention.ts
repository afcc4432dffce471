import { DAY } from './clock';

/** How long the failure ledger keeps an entry after its last failure, in seconds. */
export const LEDGER_SECONDS = 90 * DAY;

/** How long the ledger keeps what is settled. */
export const SETTLED_SECONDS = 7 * DAY;

/**
 * How long is kept what a replay needs to know: what got through, and whose chat it was. Longer
 * than the ledger keeps its entries, and than any provider delivers again (7 days at most).
 */
export const REPLAYABLE_SECONDS = 120 * DAY;
