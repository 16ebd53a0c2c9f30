/** Publishes one change of four files after another until it is killed; for tests. */
import { join } from "node:path";
import { changeContent, sumOf } from "#publishing/change-content.ts";
import { ContentFolder } from "#registry/folder.ts";

const [root = ""] = process.argv.slice(2);

/** Each file with the place in it that carries the number of the change. */
const MARKS: readonly [file: string, place: RegExp][] = [
  ["site.yaml", /^(name: .*?)\d*$/m],
  ["enterprises/lanhe.csv", /(岚东区一号)\d*/],
  ["lists/lanhe/exit/2024-01.yaml", /^(title: .*?)\d*$/m],
  ["announcements/lanhe/lanhe-a1.md", /^(title: .*?)\d*$/m],
];

for (let number = Math.floor(Math.random() * 1e9); ; number += 1) {
  const folder = new ContentFolder(root);
  const changes = MARKS.map(([file, place]) => ({
    file,
    text: folder.read(file)?.replace(place, `$1${number}`) ?? null,
    sha256Before: sumOf(join(root, file)),
  }));
  if (changeContent(root, changes).length === 0) process.stdout.write(".");
}
