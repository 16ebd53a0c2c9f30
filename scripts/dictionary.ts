import { z } from "zod";
import { acceptance } from "#domain/acceptance.ts";
import { announcement } from "#domain/announcement.ts";
import { area } from "#domain/area.ts";
import { channel } from "#domain/channel.ts";
import { delta } from "#domain/delta.ts";
import { department } from "#domain/department.ts";
import { jurisdictionDocuments, policyDocument } from "#domain/document.ts";
import { dutyCalendarEntry } from "#domain/duty-calendar.ts";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import { equipmentEvent } from "#domain/equipment-state.ts";
import { form } from "#domain/form.ts";
import { glossaryEntry } from "#domain/glossary.ts";
import { importHeaders, importTemplate, importWords } from "#domain/import-sheet.ts";
import { industry } from "#domain/industry.ts";
import { jurisdiction } from "#domain/jurisdiction.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { listBatch, listEntryVersion } from "#domain/list-entry.ts";
import { listKind, lists } from "#domain/list-kind.ts";
import { outcome } from "#domain/outcome.ts";
import { paper } from "#domain/paper.ts";
import { picture } from "#domain/picture.ts";
import { pledge } from "#domain/pledge.ts";
import { recordBatch, recordValue } from "#domain/record-batch.ts";
import { replyTemplate } from "#domain/reply-template.ts";
import { responsibility, topics } from "#domain/responsibility.ts";
import { retentionRule } from "#domain/retention.ts";
import { site } from "#domain/site.ts";
import { statement } from "#domain/statement.ts";
import { terms } from "#domain/terms.ts";
import { timeLimit } from "#domain/time-limit.ts";
import { tipCategory } from "#domain/tip-category.ts";
import { monthFigures } from "#domain/tip-figure.ts";
import { workingYear } from "#domain/working-days.ts";

export const DICTIONARY_FILE = "docs/data-dictionary.md";

/** Every file of `content/` and the schema of one of its records. */
const FILES: readonly [file: string, schema: z.ZodType][] = [
  ["site.yaml", site],
  ["documents.yaml (each)", policyDocument],
  ["industries.yaml (each)", industry],
  ["topics.yaml (each)", topics.element],
  ["list-kinds.yaml (each)", listKind],
  ["glossary.yaml (each)", glossaryEntry],
  ["time-limits.yaml (each)", timeLimit],
  ["import/headers.yaml", importHeaders],
  ["import/words.yaml", importWords],
  ["import/templates.yaml (each)", importTemplate],
  ["retention.yaml (each)", retentionRule],
  ["reply-templates.yaml (each)", replyTemplate],
  ["papers/<id>.yaml", paper],
  ["calendar/<year>.yaml", workingYear],
  ["tip-categories/<id>.yaml", tipCategory],
  ["jurisdictions/<id>/jurisdiction.yaml", jurisdiction],
  ["jurisdictions/<id>/areas.yaml (each)", area],
  ["jurisdictions/<id>/departments.yaml (each)", department],
  ["jurisdictions/<id>/responsibilities.yaml (each)", responsibility],
  ["jurisdictions/<id>/lists.yaml", lists],
  ["jurisdictions/<id>/terms.yaml", terms],
  ["jurisdictions/<id>/calendar.yaml (each)", dutyCalendarEntry],
  ["jurisdictions/<id>/channels.yaml (each)", channel],
  ["jurisdictions/<id>/forms.yaml (each)", form],
  ["jurisdictions/<id>/documents.yaml", jurisdictionDocuments],
  ["enterprises/<jurisdiction>.csv", enterprise],
  ["equipment/<jurisdiction>.csv", equipment],
  ["equipment-events/<jurisdiction>.csv", equipmentEvent],
  ["acceptances/<jurisdiction>.csv", acceptance],
  ["lists/<jurisdiction>/<kind>/<year>-<batch>.yaml", listBatch],
  ["lists/<jurisdiction>/<kind>/<year>-<batch>.csv", listEntryVersion],
  ["announcements/<jurisdiction>/<id>.md", announcement],
  ["pledges/<jurisdiction>/<id>.md", pledge],
  ["pictures/<jurisdiction>.csv", picture],
  ["record-batches/<jurisdiction>/<id>.yaml", recordBatch],
  ["record-batches/<jurisdiction>/<id>.csv", recordValue],
  ["outcomes/<jurisdiction>/<year>.yaml (each)", outcome],
  ["statements/<jurisdiction>/<id>.yaml", statement],
  ["figures/<jurisdiction>/<month>.yaml", monthFigures],
  ["ledger/<jurisdiction>.csv", ledgerRow],
];

/** Files of the built site that programs read and `datapackage.json` does not describe. */
const PUBLISHED: readonly [file: string, schema: z.ZodType][] = [
  ["/data/deltas/<jurisdiction>/<kind>/<date>.json", delta],
];

type Schema = z.core.JSONSchema.BaseSchema;

/** The data dictionary as Markdown: a table a file, a row a field. */
export function dictionary(): string {
  const described = [
    ...FILES.map(([file, schema]) => [`content/${file}`, schema] as const),
    ...PUBLISHED,
  ];
  const parts = described.map(([file, schema]) => {
    const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    const rows = fieldRows(shape, "").map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`);
    return [
      `## ${file}`,
      "",
      "| field | type | required | meaning |",
      "|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return [
    "# Data dictionary",
    "",
    "Generated from the schemas of `src/domain` by `npm run docs:dictionary`; not edited by hand.",
    "Dates are Asia/Shanghai calendar dates. `null` means that the document does not say it. In CSV",
    "files an empty cell is an absent value and `;` separates the values of a list.",
    "",
    parts.join("\n\n"),
    "",
  ].join("\n");
}

function fieldRows(schema: Schema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const field = value as Schema;
    const path = prefix + name;
    const isRequired = (schema.required ?? []).includes(name);
    const row = [`\`${path}\``, typeOf(field), isRequired ? "yes" : "no", field.description ?? ""];
    const below = field.type === "array" ? (field.items as Schema) : field;
    const inner = below?.properties
      ? fieldRows(below, `${path}${field.type === "array" ? "[]" : ""}.`)
      : [];
    return [row, ...inner];
  });
}

function typeOf(field: Schema): string {
  if (field.enum) return field.enum.map((value) => `\`${String(value)}\``).join(" ");
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  const options = field.anyOf ?? field.oneOf;
  if (options) return [...new Set((options as Schema[]).map(typeOf))].join(" or ");
  if (field.type === "array") return `list of ${typeOf((field.items ?? {}) as Schema)}`;
  return String(field.type ?? "any");
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
