import { splitText } from '../../domain/split';

const upTo = (limit: number) => (piece: string) => piece.length <= limit;

describe('splitText', () => {
  it.each([
    ['leaves a short text alone', 'hello', 10, ['hello']],
    ['cuts at white space', 'one two three', 8, ['one two', 'three']],
    ['cuts a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['uses the room before a following blank', 'abcd efgh', 4, ['abcd', 'efgh']],
    ['never cuts inside a family of emoji', 'ab👩‍👩‍👧', 9, ['ab', '👩‍👩‍👧']],
    ['never cuts inside a surrogate pair', '😀😀', 3, ['😀', '😀']],
    ['keeps line breaks inside a piece', 'a\nb c', 3, ['a\nb', 'c']],
    ['makes nothing of white space', '  \n ', 4, []],
  ])('%s', (_, text, limit, pieces) => {
    expect(splitText(text, upTo(limit))).toEqual(pieces);
  });

  it('emits a single character that does not fit, so that it ends', () => {
    expect(splitText('👩‍👩‍👧x', upTo(2))).toEqual(['👩‍👩‍👧', 'x']);
  });

  it('loses nothing but the white space at the cuts', () => {
    const text = Array.from({ length: 500 }, (_, i) => `word${i}`).join(' ');
    const pieces = splitText(text, upTo(97));
    expect(pieces.join(' ')).toBe(text);
    expect(Math.max(...pieces.map((p) => p.length))).toBeLessThanOrEqual(97);
  });
});
