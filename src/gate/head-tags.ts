/**
 * Tags a government site must carry (国办发〔2017〕47号, annex): on every page, on a column page, on a
 * content page. The site code is not among them: it is shown only when it is configured.
 */
const TAG_GROUPS = [
  { when: null, needs: ["SiteName", "SiteDomain"] },
  { when: "ColumnName", needs: ["ColumnDescription", "ColumnKeywords", "ColumnType"] },
  { when: "ArticleTitle", needs: ["PubDate", "ContentSource"] },
] as const;

const META = /<meta\s+name="([^"]+)"\s+content="([^"]*)"/g;
const PUBLICATION_DATE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

/** What is missing or empty in the head of a page; a page that only leads on needs no tags. */
export function headFaults(html: string): string[] {
  if (html.includes('http-equiv="refresh"')) return [];
  const tags = new Map([...html.matchAll(META)].map(([, name = "", value = ""]) => [name, value]));
  const faults = TAG_GROUPS.filter(({ when }) => when === null || tags.has(when)).flatMap(
    ({ needs }) => needs.filter((name) => !tags.get(name)).map((name) => `缺少标签 ${name}`),
  );
  const date = tags.get("PubDate");
  if (date !== undefined && !PUBLICATION_DATE.test(date))
    faults.push(`PubDate 应写成 2024-07-15 09:00 这样，现在是 ${date}`);
  if (!/<title>[^<]+<\/title>/.test(html)) faults.push("缺少标题");
  return faults;
}
