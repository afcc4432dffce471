import { Clock } from '../../../sandbox/clock';
import { Events } from '../../../sandbox/events';
import { OptOuts } from '../../../sandbox/providers/opt-outs';
import { Outbox } from '../../../sandbox/providers/outbox';

const BEN = '+14255550182';
const REPLY = expect.stringContaining('You have opted out');

function heard(...texts: string[]) {
  const outbox = new Outbox(new Clock(), new Events());
  const optOuts = new OptOuts(outbox);
  for (const text of texts) optOuts.hear(BEN, text);
  return { optOuts, replies: outbox.list({ to: BEN }).map(({ text }) => text) };
}

describe('the opt-out list', () => {
  it.each([
    'ARRET',
    'CANCEL',
    'END',
    'OPT-OUT',
    'OPTOUT',
    'QUIT',
    'REMOVE',
    'STOP',
    'TD',
    'UNSUBSCRIBE',
    'stop',
    ' Stop\n',
  ])('takes the number of whoever writes %j, and says so once', (word) => {
    const { optOuts, replies } = heard(word, word);
    expect(optOuts.has(BEN)).toBe(true);
    expect(optOuts.has('+14255550183')).toBe(false);
    expect(replies).toEqual([REPLY]);
  });

  it.each(['Stop it', 'non-stop', 'START', 'HELP', ''])('lets %j pass', (text) => {
    const { optOuts, replies } = heard(text);
    expect([optOuts.has(BEN), replies]).toEqual([false, []]);
  });

  it.each(['START', 'unstop'])('forgets the number at %j, until the next STOP', (word) => {
    expect(heard('STOP', word).optOuts.has(BEN)).toBe(false);
    const { optOuts, replies } = heard('STOP', word, 'STOP');
    expect([optOuts.has(BEN), replies]).toEqual([true, [REPLY, REPLY]]);
  });
});
