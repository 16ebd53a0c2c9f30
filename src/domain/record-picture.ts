/** A picture that an acceptance or a pledge rests on, as its page shows it. */
export interface RecordPicture {
  /** What it shows: 拆除前. */
  name: string;
  /** Of the original. */
  sha256: string;
  /** Null: kept on file only. */
  href: string | null;
}
