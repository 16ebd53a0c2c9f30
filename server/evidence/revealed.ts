import exifr from "exifr";
import type { Metadata } from "sharp";
import type { Revealed } from "#domain/evidence.ts";

/** Tags beyond place, time and device that can lead to a person, and what to call them. */
const PERSONAL_TAGS: readonly [tag: RegExp, name: string][] = [
  [/SerialNumber|BodySerial|LensSerial/i, "设备序列号"],
  [/^(?:Artist|XPAuthor|CameraOwnerName|OwnerName|Copyright)$/i, "作者或机主姓名"],
  [/^(?:UserComment|ImageDescription|XPComment|XPTitle|XPSubject|XPKeywords)$/i, "文字说明"],
  [/^Software$/i, "处理软件"],
];

/** What the metadata of a picture tells: told to the reporter, and nobody else. */
export async function revealedBy(metadata: Metadata): Promise<Revealed> {
  const tags = await exifTags(metadata.exif);
  const { latitude, longitude } = tags;
  const place =
    isDegrees(latitude, 90) && isDegrees(longitude, 180)
      ? { latitude: rounded(latitude), longitude: rounded(longitude) }
      : null;
  const others = [
    ...PERSONAL_TAGS.filter(([tag]) => Object.keys(tags).some((name) => tag.test(name))).map(
      ([, name]) => name,
    ),
    ...(tags === UNREADABLE ? ["读不懂的附加信息"] : []),
    ...(metadata.xmp || metadata.iptc ? ["编辑软件写入的说明（XMP、IPTC）"] : []),
  ];
  return { place, takenAt: timeOf(tags), device: deviceOf(tags), others };
}

type Tags = Readonly<Record<string, unknown>>;
const UNREADABLE: Tags = {};
const EXIF_MARK = Buffer.from("Exif\0\0");
const TIMES = ["DateTimeOriginal", "CreateDate", "ModifyDate", "GPSDateStamp"] as const;

async function exifTags(exif: Buffer | undefined): Promise<Tags> {
  if (exif === undefined) return {};
  const tiff = exif.subarray(0, EXIF_MARK.length).equals(EXIF_MARK)
    ? exif.subarray(EXIF_MARK.length)
    : exif;
  const options = { gps: true, reviveValues: false, userComment: true };
  return (await exifr.parse(tiff, options).catch(() => UNREADABLE)) ?? {};
}

/** Cameras write `2026:11:01 02:10:00`. */
function timeOf(tags: Tags): string | null {
  const written = TIMES.map((name) => tags[name]).find((value) => typeof value === "string");
  const read = /^(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d))?/.exec(written ?? "");
  if (read === null) return null;
  const [, year, month, day, time] = read;
  return [`${year}-${month}-${day}`, time].filter(Boolean).join(" ");
}

function deviceOf({ Make: make, Model: model }: Tags): string | null {
  const words = [make, model].filter((word): word is string => typeof word === "string");
  const plain = words.map((word) => word.replace(/[\p{C}<>]/gu, "").trim()).join(" ");
  return plain.trim().slice(0, 80) || null;
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most;
}

/** Five places behind the point are about a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
