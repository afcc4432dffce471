import type { FaultRule } from '../store/types';

export interface Preset {
  label: string;
  /** What there is to see. */
  effect: string;
  rule: FaultRule;
}

/** Faults worth seeing once. */
export const presets: Preset[] = [
  {
    label: 'Connect throttles new chats',
    effect: 'The message waits in its queue and arrives when the throttle is over.',
    rule: { api: 'connect:StartChatContact', mode: 'throttle', times: 2 },
  },
  {
    label: 'Connect is full',
    effect:
      'New customers wait, and are told so, once; they get their chat after the second attempt.',
    rule: {
      api: 'connect:StartChatContact',
      mode: 'error',
      error: 'LimitExceededException',
      status: 429,
      times: 2,
    },
  },
  {
    label: 'Streaming throttles',
    effect: 'StartStreaming is retried inside the execution.',
    rule: { api: 'connect:StartContactStreaming', mode: 'throttle', times: 1 },
  },
  {
    label: 'Agent connection refused',
    effect: 'The session heals with a new participant connection.',
    rule: {
      api: 'connectparticipant:SendMessage',
      mode: 'error',
      error: 'AccessDeniedException',
      status: 403,
      times: 1,
    },
  },
  {
    label: 'A function dies',
    effect:
      'start-chat dies right after the chat has opened. The message comes again, into that chat.',
    rule: { api: 'connect:StartChatContact', mode: 'crash', by: 'start-chat', times: 1 },
  },
  {
    label: 'Facebook refuses the page token',
    effect: 'The answer is tried again, then fails for good; replay it when this is off.',
    rule: { api: 'graph:SendMessage', mode: 'error', error: 190, status: 401 },
  },
  {
    label: 'Messenger’s answer is lost',
    effect: 'Nobody knows whether it was sent, so it is not sent again.',
    rule: { api: 'graph:SendMessage', mode: 'lose-answer', times: 1 },
  },
  {
    label: 'SMS throttles',
    effect: 'The answer is sent a moment later.',
    rule: { api: 'sms-voice:SendTextMessage', mode: 'throttle', times: 2 },
  },
  {
    label: 'Connect is slow',
    effect: 'Every call takes two seconds: watch the machine work.',
    rule: { api: 'connect:*', mode: 'delay', delayMs: 2000 },
  },
];
