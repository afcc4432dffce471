import type { FaultRule, FaultSettings } from '../../faults';

export type { Arrival } from '../../arrivals';
export type { ContactSummary, TranscriptItem } from '../../connect/contact';
export type { SandboxEvent } from '../../events';
export type { OutboxMessage } from '../../providers/outbox';
export type { Execution, ExecutionEvent } from '../../step-functions/execution';
export type { ExecutionSummary } from '../../step-functions/summary';

export type { FaultRule, FaultSettings };

/** What goes wrong, and what could. */
export interface Faults extends FaultSettings {
  apis: string[];
  modes: string[];
}

/** An entry of the failure ledger, as far as the page shows it. */
export interface Failure {
  id: string;
  direction: 'inbound' | 'outbound';
  channel?: string;
  vendorId?: string;
  contactId?: string;
  status: string;
  error: string;
  cause: string;
  message: unknown;
  attempts: { at: string; error: string; cause: string }[];
  executionArn?: string;
  firstFailedAt: string;
  lastFailedAt: string;
}

export interface Customer {
  channel: string;
  id: string;
}
