const GAP = '  ';
const WIDTH = 100;

/** Rows in columns as wide as what they hold; the last one is cut where a line would pass 100 columns. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return cut(cells.join(GAP).trimEnd(), WIDTH);
  });
}

/** The text, in one line and with an ellipsis where it is longer than this. */
export function cut(text: string, length: number): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
