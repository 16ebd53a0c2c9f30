import type { z } from "zod";
import { sharedDocuments } from "#domain/document.ts";
import { glossary } from "#domain/glossary.ts";
import { importHeaders, importTemplates, importWords } from "#domain/import-sheet.ts";
import { industries } from "#domain/industry.ts";
import { listKinds } from "#domain/list-kind.ts";
import { paper } from "#domain/paper.ts";
import { replyTemplates } from "#domain/reply-template.ts";
import { topics } from "#domain/responsibility.ts";
import { retention } from "#domain/retention.ts";
import { site } from "#domain/site.ts";
import { timeLimits } from "#domain/time-limit.ts";
import { type TipCategory, tipCategory } from "#domain/tip-category.ts";
import { type WorkingYear, workingYear } from "#domain/working-days.ts";
import type { ContentFolder } from "./folder.ts";
import { readFigures } from "./read-figures.ts";
import type { ImportRules } from "./snapshot.ts";
import { readYaml } from "./yaml-file.ts";

/** The files that belong to no single place. */
export function readShared(folder: ContentFolder) {
  return {
    site: readYaml(folder, "site.yaml", site),
    documents: readYaml(folder, "documents.yaml", sharedDocuments) ?? [],
    industries: readYaml(folder, "industries.yaml", industries) ?? [],
    topics: readYaml(folder, "topics.yaml", topics) ?? [],
    listKinds: readYaml(folder, "list-kinds.yaml", listKinds) ?? [],
    glossary: readYaml(folder, "glossary.yaml", glossary) ?? [],
    timeLimits: readYaml(folder, "time-limits.yaml", timeLimits) ?? [],
    importing: readImporting(folder),
    retention: readYaml(folder, "retention.yaml", retention) ?? [],
    replyTemplates: readYaml(folder, "reply-templates.yaml", replyTemplates) ?? [],
    papers: readNamed(folder, "papers", paper, (entry) => entry.id),
    figures: readFigures(folder),
    tipCategories: readTipCategories(folder),
    workingYears: readWorkingYears(folder),
  };
}

/** How official spreadsheets are read; absent when any of its files is wrong. */
function readImporting(folder: ContentFolder): ImportRules | undefined {
  const headers = readYaml(folder, "import/headers.yaml", importHeaders);
  const words = readYaml(folder, "import/words.yaml", importWords);
  const templates = readYaml(folder, "import/templates.yaml", importTemplates);
  return headers && words && templates && { headers, words, templates };
}

function readTipCategories(folder: ContentFolder): TipCategory[] {
  return readNamed(folder, "tip-categories", tipCategory, (entry) => entry.id).sort(
    (a, b) => a.order - b.order,
  );
}

function readWorkingYears(folder: ContentFolder): WorkingYear[] {
  return readNamed(folder, "calendar", workingYear, (entry) => String(entry.year));
}

/** YAML files of one folder whose name must be the id inside. */
function readNamed<T extends object>(
  folder: ContentFolder,
  room: string,
  schema: z.ZodType<T>,
  nameOf: (entry: T) => string,
): T[] {
  return folder.list(room, ".yaml").flatMap((file) => {
    const entry = readYaml(folder, file, schema);
    if (!entry) return [];
    if (file !== `${room}/${nameOf(entry)}.yaml`)
      folder.report(
        entry,
        "id",
        `文件名与编号 ${nameOf(entry)} 不一致`,
        `文件改名为 ${nameOf(entry)}.yaml`,
      );
    return [entry];
  });
}
