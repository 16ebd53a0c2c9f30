import type { CopyType } from "./picture.ts";

/** A picture or scanned paper that an acceptance or a pledge rests on, as its page shows it. */
export interface RecordPicture {
  /** What it shows: 拆除前, 承诺书扫描件. */
  name: string;
  /** Of the original. */
  sha256: string;
  /** Of the copy; null: kept on file only. */
  href: string | null;
  type: CopyType;
  /** Length of the copy, where it is known. */
  bytes: number | null;
}
