import { readdirSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attach, post, type TestApp, testApp } from "#support/app.ts";
import { film, pdf, photo, zip } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let receipt: string;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  ({ receipt } = await (await post(app, filing(world.house))).json());
});
afterAll(() => world.close());

const bytes = (text: string) => Buffer.from(text, "latin1");
const jpeg = () => photo(64, 64);
const withTail = async (tail: Buffer) => Buffer.concat([await jpeg(), tail]);
const packed = (objects: string, filter = "/FlateDecode") => {
  const data = deflateSync(bytes(objects)).toString("latin1");
  return pdf(`9 0 obj\n<< /Type /ObjStm /Filter ${filter} >>\nstream\n${data}\nendstream\nendobj`);
};
const ACTION = "<< /S /JavaScript /JS (app.alert(1)) >>";
/** A GIF that a browser also runs as a script. */
const GIF_SCRIPT = bytes("GIF89a/*\x01\x00\x80\x00\x00*/=1;alert(1)//");
const SVG = bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const HEIC = bytes("\0\0\0\x18ftypheic\0\0\0\0heicmif1");
const frames = async () => {
  const [one, two] = await Promise.all([photo(20, 20, "red"), photo(20, 20, "blue")]);
  return await sharp([one, two], { join: { animated: true } })
    .webp()
    .toBuffer();
};
/** A PNG of 10,000 × 10,000 points in a few kilobytes. */
const bomb = () =>
  sharp({
    create: { width: 10_000, height: 10_000, channels: 3, background: "white" },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();

/** What is sent, the status, and what the sentence says. */
const FILES: readonly [string, () => Buffer | Promise<Buffer>, number, RegExp][] = [
  ["nothing at all", () => Buffer.alloc(0), 422, /空的/],
  ["words", () => bytes("canary words"), 415, /认不出/],
  ["rubbish", () => Buffer.alloc(5000, "\x93\x07"), 415, /认不出/],
  ["zeros", () => Buffer.alloc(5000), 415, /认不出/],
  ["JSON", () => bytes('{"canary":1}'), 415, /认不出/],
  ["a page of the web", () => bytes("<!DOCTYPE html><title>canary</title>"), 415, /网页/],
  ["a page behind a byte order mark", () => Buffer.from("\uFEFF <html>canary"), 415, /网页/],
  ["an SVG with a script", () => SVG, 415, /SVG/],
  ["XML", () => bytes('<?xml version="1.0"?><canary/>'), 415, /网页/],
  ["a GIF", () => sharp(SVG_FREE).gif().toBuffer(), 415, /动图/],
  ["a GIF that is also a script", () => GIF_SCRIPT, 415, /动图/],
  ["an iPhone's HEIC", () => HEIC, 415, /HEIC/],
  ["a TIFF", () => sharp(SVG_FREE).tiff().toBuffer(), 415, /认不出/],
  ["a ZIP", () => zip(), 415, /压缩包/],
  ["a RAR", () => bytes("Rar!\x1a\x07\x01\x00canary"), 415, /压缩包/],
  ["an old Word document", () => bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1canary"), 415, /办公文档/],
  ["a Windows program", () => bytes("MZ\x90\x00canary"), 415, /程序/],
  ["a Linux program", () => bytes("\x7fELF\x02\x01\x01canary"), 415, /程序/],
  ["a JPEG in name only", () => bytes("\xff\xd8\xff\xe0canary"), 422, /打不开/],
  ["half a JPEG", async () => (await photo(900, 900)).subarray(0, 6000), 422, /打不开/],
  ["half a PNG", async () => (await noise()).subarray(0, 5000), 422, /打不开/],
  ["a picture too large to unpack", bomb, 422, /像素/],
  ["a picture that moves", frames, 422, /会动/],
  ["a JPEG with a ZIP behind it", () => withTail(zip()), 422, /藏有/],
  ["a JPEG with a RAR behind it", () => withTail(bytes("Rar!\x1a\x07\x01\x00")), 422, /藏有/],
  ["a JPEG with a page behind it", () => withTail(bytes("<html><body>")), 422, /藏有/],
  ["a JPEG with a script behind it", () => withTail(bytes("<script >alert(1)")), 422, /藏有/],
  ["a JPEG with a PDF behind it", async () => withTail(pdf()), 422, /藏有/],
  ["a JPEG with PHP behind it", () => withTail(bytes("<?php system();")), 422, /藏有/],
  [
    "a JPEG with a program behind it",
    () => withTail(bytes("This program cannot be run in DOS mode")),
    422,
    /藏有/,
  ],
  ["a film with a script in the middle", () => middle(film(), "<SCRIPT>alert(1)"), 422, /藏有/],
  ["a film with a ZIP behind it", () => Buffer.concat([film(), zip()]), 422, /藏有/],
  ["a recording with a page in it", () => middle(wav(), "<!doctype html>"), 422, /藏有/],
  ["a PDF with a script", () => pdf(`4 0 obj\n${ACTION}\nendobj`), 422, /脚本/],
  [
    "a PDF with an escaped script",
    () => pdf("4 0 obj\n<< /S /J#61vaScript >>\nendobj"),
    422,
    /脚本/,
  ],
  [
    "a PDF that starts a program",
    () => pdf("4 0 obj\n<< /S /Launch /F (a) >>\nendobj"),
    422,
    /脚本/,
  ],
  [
    "a PDF with a file in it",
    () => pdf("4 0 obj\n<< /EmbeddedFiles 5 0 R >>\nendobj"),
    422,
    /附件/,
  ],
  ["a PDF with a packed script", () => packed(ACTION), 422, /脚本/],
  ["a PDF packed in an odd way", () => packed(ACTION, "/LZWDecode"), 422, /没有办法检查/],
  [
    "a PDF packed twice",
    () => packed(ACTION, "[/ASCII85Decode /FlateDecode]"),
    422,
    /没有办法检查/,
  ],
  ["a PDF with a bomb in it", () => packed("a".repeat(30_000_000)), 422, /没有办法检查/],
  ["a PDF under a password", () => pdf("4 0 obj\n<< /Encrypt 5 0 R >>\nendobj"), 422, /加了密/],
  ["half a PDF", () => pdf().subarray(0, 150), 422, /打不开/],
  ["a PDF with a ZIP behind it", () => Buffer.concat([pdf(), zip()]), 422, /打不开/],
  ["a page that claims to be a PDF", () => bytes("<html>%PDF-1.7"), 415, /网页/],
  ["a photo of 21 MB", async () => withTail(Buffer.alloc(21_000_000, 7)), 413, /太大/],
  ["a PDF of 21 MB", () => pdf(" ".repeat(21_000_000)), 413, /太大/],
];
const SVG_FREE = { create: { width: 20, height: 20, channels: 3 as const, background: "blue" } };
const noise = () =>
  sharp({
    create: { width: 200, height: 200, channels: 3, background: "red", noise: NOISE },
  })
    .png()
    .toBuffer();
const NOISE = { type: "gaussian", mean: 128, sigma: 60 } as const;

function middle(file: Buffer, words: string): Buffer {
  const changed = Buffer.from(file);
  changed.write(words, 65_530, "latin1");
  return changed;
}

function wav(): Buffer {
  const file = Buffer.alloc(150_000, 1);
  file.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
  return file;
}

describe("a file that cannot be taken is refused in a sentence, and leaves nothing", () => {
  test.each(FILES)("%s", async (_, make, status, sentence) => {
    const answer = await attach(app, receipt, await make());
    await refusedWith(answer, status, sentence);
  });
});

const BOUNDARY = "----edge";
const part = (disposition: string, content = "x", type = "image/jpeg") =>
  `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
const FILE_PART = 'form-data; name="file"; filename="a.jpg"';
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;

/** What the header says, what comes, the status, and what the sentence says. */
const FORMS: readonly [string, string, string, number, RegExp][] = [
  ["no boundary named", "multipart/form-data", part(FILE_PART), 422, /中断/],
  ["an empty boundary", "multipart/form-data; boundary=", part(FILE_PART), 422, /没有收到/],
  ["another boundary", "multipart/form-data; boundary=other", part(FILE_PART), 422, /中断/],
  ["no end", FORM, part(FILE_PART), 422, /中断/],
  ["an end in the middle of a file", FORM, part(FILE_PART).slice(0, -5), 422, /中断/],
  ["an end in the middle of a header", FORM, part(FILE_PART).slice(0, 40), 422, /中断/],
  ["nothing at all", FORM, "", 422, /中断/],
  ["no file", FORM, `${part('form-data; name="canary"')}--${BOUNDARY}--\r\n`, 422, /没有收到文件/],
  [
    "a file that was not chosen",
    FORM,
    `${part('form-data; name="file"; filename=""', "")}--${BOUNDARY}--\r\n`,
    422,
    /没有收到文件/,
  ],
  [
    "a name that is a path",
    FORM,
    `${part('form-data; name="file"; filename="../../canary.jpg"')}--${BOUNDARY}--\r\n`,
    415,
    /认不出/,
  ],
  [
    "a name with control characters",
    FORM,
    `${part('form-data; name="file"; filename="a\\0\x07\x1b[2Jcanary.jpg"')}--${BOUNDARY}--\r\n`,
    415,
    /认不出/,
  ],
  [
    "a name of 5,000 characters",
    FORM,
    `${part(`form-data; name="file"; filename="${"canary".repeat(833)}.jpg"`)}--${BOUNDARY}--\r\n`,
    415,
    /认不出/,
  ],
  ["a header of 100 kB", FORM, part(`${FILE_PART}; x="${"a".repeat(100_000)}"`), 422, /中断/],
  [
    "a hundred fields",
    FORM,
    `${part('form-data; name="canary"').repeat(100)}--${BOUNDARY}--\r\n`,
    422,
    /没有收到文件/,
  ],
];

describe("a form that is not in order is refused in a sentence, and leaves nothing", () => {
  test.each(FORMS)("%s", async (_, type, body, status, sentence) => {
    const answer = await app.request("/api/v1/tips/current/attachments", {
      method: "POST",
      headers: { Authorization: `Receipt ${receipt}`, "Content-Type": type },
      body: bytes(body),
    });
    await refusedWith(answer, status, sentence);
  });
});

describe("evidence for a tip that the sender cannot open", () => {
  test.each([
    ["no code", {}, 401],
    ["another scheme", { Authorization: "Bearer canary" }, 401],
    ["rubbish", { Authorization: "Receipt canary!" }, 422],
    ["a wrong check character", { Authorization: "Receipt 0000-0000-0000-0000-0001" }, 422],
    ["a code nobody was given", { Authorization: "Receipt 0000-0000-0000-0000-0000" }, 404],
    ["a length above everything", { "Content-Length": "1073741824" }, 413],
  ])("%s", async (_, headers, status) => {
    const answer = await attach(app, receipt, await jpeg(), {
      ...(status === 413 ? {} : { Authorization: "" }),
      ...headers,
    });
    await refusedWith(answer, status, /\p{Script=Han}/u);
  });
});

async function refusedWith(answer: Response, status: number, sentence: RegExp): Promise<void> {
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
  expect(text).not.toContain("canary");
  expect(JSON.parse(text).errors[0].message).toMatch(sentence);
  expect(leftovers()).toEqual([]);
  expect(await world.house.db.read.query.attachments.findMany()).toEqual([]);
}

function leftovers(): string[] {
  const folder = join(world.folder, "data", "attachments");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
