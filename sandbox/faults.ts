import * as z from 'zod';
import { functions } from '../infra/wiring';
import { Deliveries, deliveriesSchema } from './deliveries';
import { Quotas, quotasSchema } from './quotas';
import { machineNames } from './settings';

/** How a call can go wrong. */
export const modes = {
  throttle: 'answered with the throttling error of the API',
  error: 'answered with an error of the service, or with the one named by `error` and `status`',
  delay: 'answered correctly after `delayMs`',
  'lose-answer': 'takes effect, then the connection breaks before the answer',
  reset: 'the connection breaks before it takes effect',
  'time-out': 'never answered, and without effect',
  crash: 'takes effect, then the function or the execution that called dies without a word',
} as const;

export type FaultMode = keyof typeof modes;

const ruleSchema = z.strictObject({
  /** For example connect:StartContactStreaming; `connect:*` stands for every API of a service. */
  api: z.string().regex(/^[a-z-]+:([A-Za-z]+|\*)$/, 'must look like connect:StartChatContact'),
  mode: z.enum(Object.keys(modes) as [FaultMode, ...FaultMode[]]),
  /** The function or state machine whose calls it concerns; everybody's if left out. */
  by: z.enum([...Object.keys(functions), ...machineNames]).optional(),
  /** How many calls it concerns; all of them if left out. */
  times: z.number().int().positive().optional(),
  /** How many calls it lets pass first. */
  skip: z.number().int().nonnegative().optional(),
  /** Waits this long first, whatever the mode. */
  delayMs: z.number().int().nonnegative().optional(),
  /** And up to this much longer, by chance. */
  jitterMs: z.number().int().nonnegative().optional(),
  /** Name of the error, or the Graph API's code. */
  error: z.union([z.string(), z.number()]).optional(),
  /** HTTP status of the error. */
  status: z.number().int().min(400).max(599).optional(),
  /** Of the Graph API, beside its code. */
  subcode: z.number().int().optional(),
  /** Of AWS End User Messaging, beside the error's name. */
  reason: z.string().optional(),
  /** Of Pinpoint, for the one address: the call itself succeeds. */
  deliveryStatus: z.string().optional(),
});

export const faultsSchema = z.strictObject({
  rules: z.array(ruleSchema).default([]),
  quotas: quotasSchema.default('off'),
  deliveries: deliveriesSchema.default({ seed: 0 }),
  /** Whether the contact flow queues the chat for an agent, or ends it as soon as it has said welcome. */
  contactFlow: z.enum(['queues', 'ends']).default('queues'),
});

export type FaultRule = z.infer<typeof ruleSchema>;
export type FaultSettings = z.infer<typeof faultsSchema>;

/** The rules in force. They are tried in their order; each call meets the first that concerns it. */
export class Faults {
  readonly quotas = new Quotas();
  readonly deliveries = new Deliveries();
  contactFlow: FaultSettings['contactFlow'] = 'queues';
  private list: (FaultRule & { skip: number; times: number })[] = [];

  /** @param onCounted is told whenever a rule has fewer times left */
  constructor(private readonly onCounted: () => void = () => {}) {}

  get settings(): FaultSettings {
    const rules = this.list.map(({ times, ...rule }) => withTimes(rule, times));
    const { quotas, deliveries, contactFlow } = this;
    return { rules, quotas: quotas.setting, deliveries: deliveries.settings, contactFlow };
  }

  /** Replaces everything that was in force. */
  set settings({ rules, quotas, deliveries, contactFlow }: FaultSettings) {
    this.rules = rules;
    this.quotas.setting = quotas;
    this.deliveries.settings = deliveries;
    this.contactFlow = contactFlow;
  }

  reset(): void {
    this.rules = [];
    this.quotas.setting = 'off';
    this.deliveries.reset();
    this.contactFlow = 'queues';
  }

  private set rules(rules: FaultRule[]) {
    this.list = rules.map((rule) => ({
      ...rule,
      skip: rule.skip ?? 0,
      times: rule.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  /**
   * The rule that this call meets, if any; counts the call.
   *
   * @param by the function or state machine that calls; only those can crash
   */
  meet(api: string, by?: string): FaultRule | undefined {
    const [service] = api.split(':');
    const concerned = this.list.filter(
      (rule) =>
        (rule.api === api || rule.api === `${service}:*`) &&
        (rule.by === undefined || rule.by === by) &&
        (rule.mode !== 'crash' || by !== undefined) &&
        rule.times > 0,
    );
    for (const rule of concerned) {
      if (rule.skip > 0) rule.skip -= 1;
      else {
        rule.times -= 1;
        if (Number.isFinite(rule.times)) this.onCounted();
        return rule;
      }
    }
    return undefined;
  }
}

function withTimes(rule: FaultRule, times: number): FaultRule {
  return Number.isFinite(times) ? { ...rule, times } : rule;
}
