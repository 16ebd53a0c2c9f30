import type { Range } from "./query.ts";

export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Cuts a shown text at its marks: put the matches into `<mark>`, all of it as text, never as HTML. */
export function piecesOf(text: string, marks: readonly Range[] = []): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const [start, end] of marks) {
    pieces.push({ text: text.slice(from, start), isMatch: false });
    pieces.push({ text: text.slice(start, end), isMatch: true });
    from = end;
  }
  pieces.push({ text: text.slice(from), isMatch: false });
  return pieces.filter((piece) => piece.text !== "");
}
