import { z } from "zod";
import { id, line, paragraph } from "./text.ts";
import { TIP_ACTS, type TipAct } from "./tip-act-table.ts";

/** What a template may leave open, and what stands there in a note. */
export const TEMPLATE_PLACES = [
  { id: "reference", name: "举报编号" },
  { id: "department", name: "办理部门的名称" },
  { id: "category", name: "事项" },
  { id: "area", name: "地区" },
  { id: "today", name: "今天的日期" },
] as const;
type TemplatePlace = (typeof TEMPLATE_PLACES)[number]["id"];
const PLACES = TEMPLATE_PLACES.map((place) => place.id) as readonly string[];

const PLACE = /\{([^{}]*)\}/g;
const ACTS = [...new Set(TIP_ACTS.map(({ act }) => act))] as [TipAct, ...TipAct[]];

/** Words a desk may begin a note with; a clerk reads and completes them before they leave. */
export const replyTemplate = z.strictObject({
  id,
  act: z
    .enum(ACTS, "没有这种办理；可以写的见 docs/tip-acts.md")
    .describe("Act whose note it fills"),
  name: line.describe("As offered to the clerk"),
  text: paragraph
    .superRefine((text, context) => {
      for (const [whole, name = ""] of text.matchAll(PLACE)) {
        if (PLACES.includes(name)) continue;
        const message = `没有 ${whole} 这一项；可以写的是 ${PLACES.map((known) => `{${known}}`).join("、")}`;
        context.addIssue({ code: "custom", message });
      }
    })
    .describe("May hold {reference}, {department}, {category}, {area}, {today}"),
});
export type ReplyTemplate = z.infer<typeof replyTemplate>;

/** `content/reply-templates.yaml`; ids are given once. */
export const replyTemplates = z.array(replyTemplate).superRefine((templates, context) => {
  for (const [at, template] of templates.entries()) {
    if (templates.findIndex((other) => other.id === template.id) === at) continue;
    const message = `编号 ${template.id} 用了两次；请给这一条换一个`;
    context.addIssue({ code: "custom", path: [at, "id"], message });
  }
});

/** The words of a template with its places filled in. */
export function filledTemplate(
  { text }: Pick<ReplyTemplate, "text">,
  facts: Readonly<Record<TemplatePlace, string>>,
): string {
  return text
    .replace(PLACE, (whole, name: string) =>
      PLACES.includes(name) ? facts[name as TemplatePlace] : whole,
    )
    .trim();
}
