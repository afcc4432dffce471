/** The value; undefined where the text is no JSON, as a parser's complaint would quote it. */
export function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
