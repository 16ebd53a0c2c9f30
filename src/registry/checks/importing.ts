import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** A word heads one kind of column only; a template belongs to a place, form and list that exist. */
export function checkImporting(snapshot: Snapshot, folder: ContentFolder): void {
  const { headers, templates } = snapshot.importing;
  const taken = new Map<string, string>();
  const groups = { ...headers.fields, ...headers.restricted, ignored: headers.ignored };
  for (const [field, words] of Object.entries(groups))
    for (const word of words) {
      const other = taken.get(word);
      if (other !== undefined)
        folder.report(headers, "", `表头“${word}”写了两次（${other}、${field}）`, "只留一处");
      taken.set(word, field);
    }
  const kinds = new Set(snapshot.listKinds.map((kind) => kind.id));
  for (const template of templates) {
    const { jurisdiction, form } = template;
    const place = snapshot.jurisdictions.find((entry) => entry.id === jurisdiction);
    if (jurisdiction !== undefined && !place)
      folder.report(template, "jurisdiction", `没有 ${jurisdiction} 这个地方`, "检查拼写");
    if (form !== undefined && !place?.forms.some((entry) => entry.id === form))
      folder.report(template, "form", `当地没有表格 ${form}`, "先写进当地的 forms.yaml");
    template.kinds.forEach((kind, at) => {
      if (!kinds.has(kind))
        folder.report(template, `kinds.${at}`, `没有 ${kind} 这种名单`, "检查拼写");
    });
  }
}
