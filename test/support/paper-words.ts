import { fromBufferPromise } from "yauzl";

/** The words of a paper, as an office program would show them. */
export async function wordsOfPaper(content: Buffer): Promise<string> {
  const zip = await fromBufferPromise(content);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== "word/document.xml") continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    return Buffer.concat(pieces)
      .toString()
      .replaceAll("</w:p>", "\n")
      .replace(/<[^>]+>/g, "");
  }
  throw new Error("no document in it");
}
