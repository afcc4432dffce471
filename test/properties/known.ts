import type { Schedule, Step } from './steps';

/** Played before all others: what broke a promise once, in this code or in a mutant of it. */
export const known: Schedule[] = [
  // Twice in one chat, where SendMessage's ClientToken was not the message's own.
  schedule(
    [lostAnswer('connectparticipant:SendMessage')],
    [
      { type: 'writes', customer: 0 },
      { type: 'writes', customer: 0 },
    ],
  ),
  // Two open chats, where StartChatContact's ClientToken was not the claim.
  schedule([lostAnswer('connect:StartChatContact')], [{ type: 'writes', customer: 1 }]),
  // Welcomed twice, where a provider's lost answer was taken for a refusal.
  schedule(
    [lostAnswer('sms-voice:SendTextMessage'), lostAnswer('graph:SendMessage')],
    [
      { type: 'writes', customer: 0 },
      { type: 'writes', customer: 1 },
    ],
  ),
  // Two open chats, where a throttle gave back the claim under which the attempt before had started one.
  schedule(
    // The latest fault is the first to be met.
    [throttled('connect:StartChatContact'), lostAnswer('connect:StartChatContact')],
    [{ type: 'writes', customer: 0 }],
  ),
  // A notice to the agent, in the customer's name, taken for a message of theirs.
  schedule(
    [{ ...lostAnswer('sms-voice:SendTextMessage'), mode: 'reset', times: 2 }],
    [
      { type: 'writes', customer: 0 },
      { type: 'settle' },
      { type: 'agent answers', customer: 0 },
      { type: 'settle' },
      { type: 'writes', customer: 0 },
    ],
  ),
];

function schedule(faults: Schedule['faults'], steps: Step[]): Schedule {
  return { faults, steps, duplicate: 0, seed: 0 };
}

function lostAnswer(api: string): Schedule['faults'][number] {
  return { type: 'fault', api, mode: 'lose-answer', times: 1, skip: 0 };
}

function throttled(api: string): Schedule['faults'][number] {
  return { ...lostAnswer(api), mode: 'throttle' };
}
