const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Splits a text into pieces that each satisfy `fits`, at white space where there is some and never
 * inside a character that the reader sees as one (an emoji with its skin tone, an accent). Nothing
 * but the white space at a cut is lost.
 *
 * @param fits whether a piece is short enough; a prefix of a piece that fits must fit too
 */
export function splitText(text: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest && !fits(rest)) {
    const piece = firstPiece(rest, fits);
    pieces.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

function firstPiece(text: string, fits: (piece: string) => boolean): string {
  const longest = longestPrefix(text, fits);
  if (/^\s/.test(text.slice(longest.length))) return longest;
  const atWord = longest.replace(/\S+$/, '');
  return atWord.trim() ? atWord : longest;
}

/** The longest prefix of whole characters that fits; one character at least, so that the split ends. */
function longestPrefix(text: string, fits: (piece: string) => boolean): string {
  const ends = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, ends[middle]))) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, ends[low]);
}
