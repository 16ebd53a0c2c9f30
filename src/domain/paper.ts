import { z } from "zod";
import { id, line } from "./text.ts";

/** Who makes a paper: a desk that reads the tip, or whoever watches over it. */
export const PAPER_MAKERS = ["desk", "coordinator"] as const;

/** In the trail of a tip: that a paper was made. No act of `TIP_ACTS`, as it changes nothing. */
export const PAPER_MADE = "make-paper";
const PAPER_MADE_NAME = "制作文书";

/** What a paper may leave open; what a tip cannot fill stays blank, to be written by hand. */
export const PAPER_PLACES = [
  "status",
  "coordinator",
  "order",
  "answerBy",
  "reference",
  "department",
  "category",
  "area",
  "subject",
  "receivedOn",
  "today",
  "verifications",
  "finding",
  "checked",
  "reply",
] as const;
export type PaperFacts = Readonly<Record<(typeof PAPER_PLACES)[number], string | null>>;

/** A paragraph by itself: the photographs of all checks stand here, with what proves them. */
export const PAPER_PHOTOS = "{photos}";

const PLACE = /\{([^{}]*)\}/g;
const BLANK = "____";

/** A letter or form that a desk prints, as `content/papers/<id>.yaml` has it. */
export const paper = z.strictObject({
  id,
  name: line.describe("As offered to the clerk"),
  title: line.describe("Printed on top"),
  by: z
    .enum(PAPER_MAKERS)
    .default("desk")
    .describe("coordinator: about the last order, without the content of the tip"),
  paragraphs: z
    .array(
      line.superRefine((text, context) => {
        for (const [whole, name = ""] of text.matchAll(PLACE)) {
          if (isPlace(name) || text === PAPER_PHOTOS) continue;
          const known = [...PAPER_PLACES.map((place) => `{${place}}`), "单独一段的{photos}"].join(
            "、",
          );
          context.addIssue({
            code: "custom",
            message: `没有 ${whole} 这一项；可以写的是 ${known}`,
          });
        }
      }),
    )
    .min(1)
    .describe("May hold {reference}, {department} and so on; ____ is left to be written by hand"),
});
export type Paper = z.infer<typeof paper>;

/** What was done, in words: `制作文书：移送函`; the id stands for a paper that is there no more. */
export function paperMadeName(
  papers: readonly Pick<Paper, "id" | "name">[],
  made: string | null,
): string {
  return `${PAPER_MADE_NAME}：${papers.find(({ id }) => id === made)?.name ?? made}`;
}

/** The paragraphs of a paper with its places filled in; a fact of several lines makes several. */
export function paperParagraphs({ paragraphs }: Paper, facts: PaperFacts): string[] {
  return paragraphs.flatMap((text) =>
    text
      .replace(PLACE, (whole, name: string) => (isPlace(name) ? facts[name] || BLANK : whole))
      .split("\n"),
  );
}

function isPlace(name: string): name is keyof PaperFacts {
  return (PAPER_PLACES as readonly string[]).includes(name);
}
