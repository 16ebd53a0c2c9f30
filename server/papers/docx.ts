import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import type { PaperPicture } from "./picture.ts";

/** Body text of official papers (GB/T 9704): 仿宋, 三号, which is 16 points. */
const BODY = { font: "FangSong", size: 32 } as const;
const CAPTION = { font: "FangSong", size: 21 } as const;
/** The widest and highest a picture is printed, in the pixels of office programs (96 an inch). */
const PRINTED = { width: 520, height: 640 } as const;

/** A paper as office programs open it; says nothing about who made it. */
export async function docxOf(
  title: string,
  blocks: readonly (string | PaperPicture)[],
): Promise<Buffer> {
  const document = new Document({
    creator: "",
    lastModifiedBy: "",
    title,
    sections: [
      {
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: title, font: "SimSun", size: 44, color: "000000" })],
          }),
          ...blocks.flatMap((block) =>
            typeof block === "string" ? [textOf(block)] : picturesOf(block),
          ),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function textOf(text: string): Paragraph {
  return new Paragraph({ spacing: { line: 560 }, children: [new TextRun({ text, ...BODY })] });
}

/** A picture and the words below it, kept on one page. */
function picturesOf({ jpeg, width, height, caption }: PaperPicture): Paragraph[] {
  const scale = Math.min(1, PRINTED.width / width, PRINTED.height / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const altText = { name: caption, title: caption, description: caption };
  const picture = new ImageRun({ type: "jpg", data: jpeg, transformation: size, altText });
  const centred = (child: ParagraphChild, keepNext: boolean) =>
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext, children: [child] });
  return [centred(picture, true), centred(new TextRun({ text: caption, ...CAPTION }), false)];
}
