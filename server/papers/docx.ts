import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";

/** Body text of official papers (GB/T 9704): 仿宋, 三号, which is 16 points. */
const BODY = { font: "FangSong", size: 32 } as const;

/** A paper as office programs open it; says nothing about who made it. */
export async function docxOf(title: string, paragraphs: readonly string[]): Promise<Buffer> {
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
          ...paragraphs.map(
            (text) =>
              new Paragraph({ spacing: { line: 560 }, children: [new TextRun({ text, ...BODY })] }),
          ),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}
