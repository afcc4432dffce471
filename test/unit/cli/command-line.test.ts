import { commandLine } from '../../../cli/stack/command-line';

describe('a command to type next', () => {
  it.each([
    [{}, 'npx chat-ops failures show 305f'],
    [
      { sandbox: 'http://127.0.0.1:8088' },
      'npx chat-ops failures show 305f --sandbox http://127.0.0.1:8088',
    ],
    [
      { stack: 'Chat', region: 'eu-central-1', profile: 'operations' },
      'npx chat-ops failures show 305f --stack Chat --region eu-central-1 --profile operations',
    ],
    [{ region: undefined, profile: 'ops' }, 'npx chat-ops failures show 305f --profile ops'],
    [{ profile: 'Ana’s own' }, "npx chat-ops failures show 305f --profile 'Ana’s own'"],
    [{ profile: "o'brien" }, "npx chat-ops failures show 305f --profile 'o'\\''brien'"],
    [
      { sandbox: 'http://s/?a=1&b=2' },
      "npx chat-ops failures show 305f --sandbox 'http://s/?a=1&b=2'",
    ],
  ])('has the target that was given: %j', (given, line) => {
    expect(commandLine(given, ['failures', 'show', '305f'])).toBe(line);
  });
});
