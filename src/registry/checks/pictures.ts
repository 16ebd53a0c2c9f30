import { picturePath } from "#domain/picture.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** A picture belongs to an acceptance or a pledge; of a public one the copy lies beside it. */
export function checkPictures(snapshot: Snapshot, folder: ContentFolder): void {
  const records = new Set([...snapshot.acceptances, ...snapshot.pledges].map(({ id }) => id));
  for (const picture of snapshot.pictures) {
    if (!records.has(picture.record))
      folder.report(picture, "record", `没有 ${picture.record}`, "写验收或者承诺的编号");
    const { copySha256, copyType, jurisdiction } = picture;
    if (
      copySha256 !== undefined &&
      !folder.files.has(picturePath(jurisdiction, { copySha256, copyType }))
    )
      folder.report(picture, "copySha256", "公开的副本不在", "把副本放回 pictures 文件夹");
  }
}
