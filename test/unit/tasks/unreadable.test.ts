import * as z from 'zod';
import { unreadableCause } from '../../../tasks/unreadable';

function errorOf(read: () => unknown): Error {
  try {
    read();
  } catch (error) {
    return error as Error;
  }
  return new Error('It did not fail.');
}

const schema = z.object({ sender: z.object({ id: z.string() }), text: z.string() });

describe('unreadableCause', () => {
  it('names the paths of a schema and what is expected there', () => {
    const error = errorOf(() => schema.parse({ sender: { id: 7 }, text: undefined }));
    expect(unreadableCause(error)).toBe(
      'sender.id: Invalid input: expected string, received number; ' +
        'text: Invalid input: expected string, received undefined',
    );
  });

  it("keeps a JSON parser's complaint to itself, since it quotes the text", () => {
    const error = errorOf(() => JSON.parse('my card is 4000 0000 0000 0002'));
    expect(error.message).toContain('my card');
    expect(unreadableCause(error)).toBe('not JSON');
  });

  it('takes over the message of any other error', () => {
    expect(unreadableCause(new Error('no instant'))).toBe('no instant');
  });
});
