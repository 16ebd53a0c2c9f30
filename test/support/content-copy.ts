import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A content folder of a test's own, copied from a fixture, to be spoilt at will. */
export interface ContentCopy {
  root: string;
  /** Replaces the first `from` in a file; fails when it is not there, so no case goes stale. */
  replace(file: string, from: string, to: string): void;
  write(file: string, content: string | Uint8Array): void;
  remove(file: string): void;
  discard(): void;
}

/** Copies `source` (default: the small valid content) into a temporary folder. */
export function copyContent(source = "test/fixtures/small-content"): ContentCopy {
  const root = mkdtempSync(join(tmpdir(), "content-"));
  cpSync(source, root, { recursive: true });
  return {
    root,
    replace(file, from, to) {
      const text = readFileSync(join(root, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(
        join(root, file),
        text.replace(from, () => to),
      );
    },
    write(file, content) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    },
    remove(file) {
      rmSync(join(root, file));
    },
    discard() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
