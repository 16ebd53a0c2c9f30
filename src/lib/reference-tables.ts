import { dataTable } from "./data-table.ts";

/** Open data about places and words: what the codes in the register mean. */
export const REFERENCE_TABLES = [
  dataTable({
    name: "jurisdictions",
    title: "地方",
    description: "公开名单的地方，及其现行工作方案。",
    primaryKey: ["id"],
    rows: ({ snapshot }) =>
      snapshot.jurisdictions.map(({ facts }) => ({ ...facts, provinceName: facts.province.name })),
    fields: [
      ["id", "string", "编号"],
      ["name", "string", "名称"],
      ["level", "string", "级别"],
      ["code", "string", "行政区划代码"],
      ["provinceName", "string", "省级行政区"],
      ["programme", "string", "现行工作方案（documents 的编号）"],
      ["planYear", "integer", "方案年度"],
      ["coordinator", "string", "牵头部门（departments 的编号）"],
    ],
  }),
  dataTable({
    name: "areas",
    title: "县区",
    description: "各地的县、区、县级市和功能区，代码按GB/T 2260；功能区没有代码，用本站编号。",
    primaryKey: ["jurisdiction", "id", "activeFrom"],
    rows: ({ snapshot }) =>
      snapshot.jurisdictions.flatMap(({ id, areas }) =>
        areas.map((area) => ({ ...area, jurisdiction: id })),
      ),
    fields: [
      ["jurisdiction", "string", "地方"],
      ["id", "string", "代码"],
      ["name", "string", "名称"],
      ["kind", "string", "种类"],
      ["activeFrom", "date", "起用日期（含）"],
      ["activeTo", "date", "停用日期（不含）"],
      ["successors", "list", "并入的县区"],
    ],
  }),
  dataTable({
    name: "departments",
    title: "部门",
    description: "各地方案提到的部门、政府和单位。",
    primaryKey: ["jurisdiction", "id"],
    rows: ({ snapshot }) =>
      snapshot.jurisdictions.flatMap(({ id, departments }) =>
        departments.map((department) => ({ ...department, jurisdiction: id })),
      ),
    fields: [
      ["jurisdiction", "string", "地方"],
      ["id", "string", "编号"],
      ["name", "string", "名称"],
      ["shortName", "string", "方案里的简称"],
      ["level", "string", "层级"],
      ["kind", "string", "种类"],
      ["area", "string", "所在县区"],
      ["superior", "string", "上级部门"],
      ["activeFrom", "date", "设立日期（含），方案以前就有的不写"],
      ["activeTo", "date", "撤销日期（不含）"],
      ["successor", "string", "接手的部门"],
    ],
  }),
  dataTable({
    name: "industries",
    title: "行业",
    description: "行业编号、名称和别名。",
    primaryKey: ["id"],
    rows: ({ snapshot }) => snapshot.industries,
    fields: [
      ["id", "string", "编号"],
      ["name", "string", "名称"],
      ["aliases", "list", "别名"],
    ],
  }),
  dataTable({
    name: "published-lists",
    title: "各地名单种类",
    description: "每个地方公开哪些名单、叫什么、是什么意思。同一种名单在各地可以有不同的意思。",
    primaryKey: ["jurisdiction", "kind"],
    rows: ({ snapshot }) =>
      snapshot.jurisdictions.flatMap(({ id, publishedLists }) =>
        publishedLists.map((list) => ({ ...list, jurisdiction: id })),
      ),
    fields: [
      ["jurisdiction", "string", "地方"],
      ["kind", "string", "名单种类"],
      ["name", "string", "当地名称"],
      ["label", "string", "方案里印的标记（黄牌、红牌）"],
      ["meaning", "string", "在当地的意思"],
      ["consequences", "string", "列入后的后果；空缺表示文件未规定"],
    ],
  }),
  dataTable({
    name: "documents",
    title: "文件",
    description: "本站引用的文件：文号、标题、印发机关和日期。文件没有写明的留空。",
    primaryKey: ["id"],
    rows: ({ documents }) => [...documents.values()],
    fields: [
      ["id", "string", "编号"],
      ["kind", "string", "种类"],
      ["number", "string", "文号"],
      ["title", "string", "标题"],
      ["issuers", "list", "印发机关"],
      ["issuedOn", "date", "印发日期"],
    ],
  }),
] as const;
