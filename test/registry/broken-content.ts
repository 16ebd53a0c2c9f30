import type { ContentCopy } from "#support/content-copy.ts";

/** One way to break content, and what the checker must say about it. */
export interface BrokenContent {
  name: string;
  spoil: (content: ContentCopy) => void;
  file: string;
  line: number;
  field?: string;
  message: RegExp;
  severity?: "warning";
}

const PLACE = "jurisdictions/lanhe";
const EXIT = "lists/lanhe/exit/2024-01.csv";
const DEPARTMENTS = `${PLACE}/departments.yaml`;
const RULES = `${PLACE}/responsibilities.yaml`;
const LIMITS = "time-limits.yaml";
const FIGURES = "figures/lanhe/2026-09.yaml";
const BATCH = "record-batches/lanhe/lanhe-enterprises-2026-01";
const TERM = "lists/lanhe/rectification/2024-01.csv";

/** Replaces text in one file. */
const swap = (file: string, from: string, to: string) => (content: ContentCopy) =>
  content.replace(file, from, to);

/** A publication of one value, given an id. */
function recordBatch({ publisher, record }: { publisher: string; record: string }) {
  return (content: ContentCopy) => {
    const id = BATCH.split("/").at(-1);
    const source = `source: { file: 登记.xlsx, sha256: ${"a".repeat(64)} }`;
    const facts = [`id: ${id}`, "room: enterprises", "title: 登记", `publisher: ${publisher}`];
    content.write(
      `${BATCH}.yaml`,
      [...facts, "publishedOn: 2026-03-02", source, "sample: true", ""].join("\n"),
    );
    content.write(
      `${BATCH}.csv`,
      `record,field,sheet,cell,text,before\n${record},name,登记,C2,蓝河水泥厂,\n`,
    );
    const row = "lanhe-p1,pledge,2025-01-05,,";
    content.replace("ledger/lanhe.csv", row, `${row}\n${id},record-batch,2026-03-02,,`);
  };
}

/** A statement of 岚河's first enterprise. */
function statementText(record: string, text: string): string {
  const dates = 'statedOn: "2024-11-02"\npublishedOn: "2024-11-02"';
  return `id: lanhe-e1-s1\nenterprise: lanhe-e1\nrecord: ${record}\n${dates}\nsource: 说明（演示）\ntext: ${text}\nsample: true\n`;
}

/** Figures of September with one desk; `first` stands for the first number of the totals. */
function figuresText(first: string, countedOn = "2026-10-01"): string {
  const others =
    "admitted declined found substantiated partly unsubstantiated unableToVerify onTime late " +
    "untimed overdue rated content discontent medianDays";
  const zeros = others
    .split(" ")
    .map((figure) => `${figure}: ${figure === "medianDays" ? null : 0}`);
  return [
    "jurisdiction: lanhe",
    "month: 2026-09",
    `countedOn: ${countedOn}`,
    "isSample: true",
    "totals:",
    `  { ${zeros.join(", ")},`,
    `  ${first} }`,
    "desk:",
    `  - { of: miit, received: 30, ${zeros.join(", ")} }`,
    "category: []",
    "area: []",
    "",
  ].join("\n");
}

const OUTCOMES = "outcomes/lanhe/2026.yaml";

/** An outcome as the console writes it; `spoilt` replaces lines of it. */
function outcomeText(spoilt: Record<string, string> = {}): string {
  const fields = {
    id: "lanhe-o1",
    by: "miit",
    category: "ditiaogang",
    enterprise: "lanhe-e1",
    listEntry: "lanhe-x1",
    finding: "substantiated",
    summary: "反映有中频炉。",
    measure: "已责令拆除。",
    sample: "true",
    ...spoilt,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${value}`);
  const version = "    - { version: 1, change: disclosed, on: 2026-03-02 }";
  return `-${lines.join("\n").slice(1)}\n  versions:\n${version}\n`;
}

/** Content with one outcome, registered, and wrong as said. */
const spoilOutcome =
  (spoilt: Record<string, string>, file = OUTCOMES) =>
  (content: ContentCopy) => {
    content.write(file, outcomeText(spoilt));
    const row = "lanhe-p1,pledge,2025-01-05,,";
    content.replace("ledger/lanhe.csv", row, `${row}\nlanhe-o1,outcome,2026-03-02,,`);
  };

export const BROKEN: readonly BrokenContent[] = [
  // The file itself
  {
    name: "a file that is missing",
    spoil: (c) => c.remove(`${PLACE}/terms.yaml`),
    file: `${PLACE}/terms.yaml`,
    line: 1,
    message: /缺少这个文件/,
  },
  {
    name: "a file nobody reads",
    spoil: (c) => c.write(`${PLACE}/department.yaml`, "x: 1\n"),
    file: `${PLACE}/department.yaml`,
    line: 1,
    message: /不认识的文件/,
  },
  {
    name: "a list file with a wrong name",
    spoil: (c) => c.write("lists/lanhe/exit/first.csv", "entry\n"),
    file: "lists/lanhe/exit/first.csv",
    line: 1,
    message: /不认识的文件/,
  },
  {
    name: "a text that is not UTF-8",
    spoil: (c) => c.write("industries.yaml", Uint8Array.from([0xb8, 0xd6, 0xcc, 0xfa])),
    file: "industries.yaml",
    line: 1,
    message: /不是 UTF-8/,
  },
  {
    name: "an empty YAML file",
    spoil: (c) => c.write("topics.yaml", ""),
    file: "topics.yaml",
    line: 1,
    message: /无效输入|期望/,
  },
  {
    name: "an empty CSV file",
    spoil: (c) => c.write("equipment/lanhe.csv", ""),
    file: "equipment/lanhe.csv",
    line: 1,
    message: /文件是空的/,
  },
  // YAML
  {
    name: "YAML with a tab in its indent",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "  mode: direct", "\tmode: direct"),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 16,
    message: /YAML 写法有误/,
  },
  {
    name: "a key written twice",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "shortName: 岚河", "name: 岚河"),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 3,
    message: /YAML 写法有误/,
  },
  {
    name: "aliases that multiply without end",
    spoil: (c) => c.write("glossary.yaml", aliasBomb()),
    file: "glossary.yaml",
    line: 1,
    message: /引用无法展开/,
  },
  {
    name: "an unknown key",
    spoil: swap(RULES, "  summary: 技术方面", "  sumary: 技术方面\n  summary: 技术方面"),
    file: RULES,
    line: 3,
    field: "0.sumary",
    message: /不认识的项：sumary/,
  },
  {
    name: "a reply template with a place nobody fills",
    spoil: swap("reply-templates.yaml", "编号 {reference}", "编号 {number}"),
    file: "reply-templates.yaml",
    line: 6,
    field: "0.text",
    message: /没有 \{number\} 这一项/,
  },
  {
    name: "a reply template for an act that is not there",
    spoil: swap("reply-templates.yaml", "act: admit", "act: accept"),
    file: "reply-templates.yaml",
    line: 4,
    field: "0.act",
    message: /没有这种办理/,
  },
  {
    name: "two reply templates with one id",
    spoil: swap("reply-templates.yaml", "id: decline-not-ours", "id: admit-plain"),
    file: "reply-templates.yaml",
    line: 8,
    field: "1.id",
    message: /用了两次/,
  },
  {
    name: "a required key that is missing",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "name: 岚河市\n", ""),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 1,
    field: "name",
    message: /缺少 name/,
  },
  {
    name: "an empty text",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "shortName: 岚河", 'shortName: ""'),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 3,
    field: "shortName",
    message: /不能为空/,
  },
  {
    name: "a text with blank ends",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "shortName: 岚河", 'shortName: " 岚河"'),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 3,
    field: "shortName",
    message: /空格/,
  },
  {
    name: "a code that YAML reads as a number",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, 'code: "990100"', "code: 990100"),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 5,
    field: "code",
    message: /六位|string|字符串|文字/,
  },
  {
    name: "a quotation that is a whole paragraph",
    spoil: swap(RULES, "严防死灰复燃", "长".repeat(61)),
    file: RULES,
    line: 23,
    field: "1.cites.0.quote",
    message: /60字/,
  },
  {
    name: "a fact without its source",
    spoil: swap(
      `${PLACE}/calendar.yaml`,
      "  cites: [{ document: lanhe-2024, where: 四 }]",
      "  cites: []",
    ),
    file: `${PLACE}/calendar.yaml`,
    line: 7,
    field: "0.cites",
    message: /至少要有一条出处/,
  },
  // Dates and ids
  {
    name: "a date that does not exist",
    spoil: swap(`${PLACE}/calendar.yaml`, "2024-12-30", "2024-02-30"),
    file: `${PLACE}/calendar.yaml`,
    line: 2,
    field: "0.time.on",
    message: /不是真实存在的日期/,
  },
  {
    name: "a date written another way",
    spoil: swap(RULES, 'activeFrom: "2024-07-01"', 'activeFrom: "2024年7月1日"'),
    file: RULES,
    line: 9,
    field: "0.activeFrom",
    message: /不是真实存在的日期/,
  },
  {
    name: "a span that ends before it begins",
    spoil: swap(`${PLACE}/calendar.yaml`, 'to: "2024-11-30"', 'to: "2024-07-30"'),
    file: `${PLACE}/calendar.yaml`,
    line: 9,
    field: "time.to",
    message: /结束早于开始/,
  },
  {
    name: "a rule that ends before it begins",
    spoil: swap(
      RULES,
      '  activeFrom: "2024-07-01"',
      '  activeFrom: "2024-07-01"\n  activeTo: "2024-07-01"',
    ),
    file: RULES,
    line: 10,
    field: "activeTo",
    message: /失效日期不晚于生效日期/,
  },
  {
    name: "an id with capitals",
    spoil: swap(`${PLACE}/departments.yaml`, "id: miit", "id: MIIT"),
    file: `${PLACE}/departments.yaml`,
    line: 1,
    field: "0.id",
    message: /小写/,
  },
  {
    name: "an id given twice in one file",
    spoil: swap(`${PLACE}/departments.yaml`, "id: landong-government", "id: government"),
    file: `${PLACE}/departments.yaml`,
    line: 4,
    field: "id",
    message: /部门 government 重复/,
  },
  {
    name: "a document id that is taken nationally",
    spoil: swap(`${PLACE}/documents.yaml`, "  - id: lanhe-2024", "  - id: product-quality-law"),
    file: `${PLACE}/documents.yaml`,
    line: 2,
    field: "id",
    message: /文件 product-quality-law 重复/,
  },
  {
    name: "a folder whose name is not its id",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "id: lanhe\n", "id: lanhai\n"),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 1,
    field: "id",
    message: /与文件夹 lanhe 不一致/,
  },
  {
    name: "a category file whose name is not its id",
    spoil: swap("tip-categories/ditiaogang.yaml", "id: ditiaogang", "id: noise"),
    file: "tip-categories/ditiaogang.yaml",
    line: 1,
    field: "id",
    message: /文件名与编号 noise 不一致/,
  },
  {
    name: "an area without its six digits",
    spoil: swap(`${PLACE}/areas.yaml`, 'id: "990102"', "id: landong"),
    file: `${PLACE}/areas.yaml`,
    line: 1,
    field: "0.id",
    message: /六位行政区划代码/,
  },
  // References
  {
    name: "a lead department that does not exist",
    spoil: swap(RULES, "leads: [miit]", "leads: [mitt]"),
    file: RULES,
    line: 4,
    field: "leads.0",
    message: /部门 mitt 不存在/,
  },
  {
    name: "a rule nobody leads",
    spoil: swap(RULES, "leads: [miit]", "leads: []"),
    file: RULES,
    line: 4,
    field: "leads",
    message: /没有牵头部门/,
  },
  {
    name: "a citation of an unknown document",
    spoil: swap(`${PLACE}/channels.yaml`, "document: lanhe-2024", "document: lanhe-2023"),
    file: `${PLACE}/channels.yaml`,
    line: 10,
    field: "document",
    message: /文件 lanhe-2023 不存在/,
  },
  {
    name: "an unknown topic",
    spoil: swap(RULES, "topics: [ditiaogang]", "topics: [dtg]"),
    file: RULES,
    line: 13,
    field: "topics.0",
    message: /事项 dtg 不存在/,
  },
  {
    name: "an unknown aspect",
    spoil: swap(RULES, "aspect: technology", "aspect: tech"),
    file: RULES,
    line: 2,
    field: "0.aspect",
    message: /淘汰类别只能是/,
  },
  {
    name: "an unknown kind of list",
    spoil: swap(`${PLACE}/lists.yaml`, "kind: exit", "kind: exits"),
    file: `${PLACE}/lists.yaml`,
    line: 19,
    field: "kind",
    message: /名单种类 exits 不存在/,
  },
  {
    name: "a list without its duty",
    spoil: swap(`${PLACE}/lists.yaml`, "duty: LH-P2", "duty: LH-P9"),
    file: `${PLACE}/lists.yaml`,
    line: 20,
    field: "duty",
    message: /公开职责 LH-P9 不存在/,
  },
  {
    name: "central intake without who screens",
    spoil: swap(`${PLACE}/jurisdiction.yaml`, "mode: direct", "mode: central"),
    file: `${PLACE}/jurisdiction.yaml`,
    line: 16,
    field: "intake.screening",
    message: /由哪个部门甄别/,
  },
  {
    name: "two rules that overlap",
    spoil: swap(RULES, "topics: [ditiaogang]", "topics: []"),
    file: RULES,
    line: 11,
    field: "id",
    message: /规则 ditiaogang 与 technology 对同一事项同时有效/,
  },
  // Departments that begin and end
  {
    name: "a dissolved department without a successor",
    spoil: swap(
      DEPARTMENTS,
      "shortName: 市工信局, ",
      'shortName: 市工信局, activeTo: "2027-01-01", cites: [{ document: lanhe-2024, where: 二 }], ',
    ),
    file: DEPARTMENTS,
    line: 1,
    field: "successor",
    message: /没有写谁接手/,
  },
  {
    name: "a successor that is dissolved itself",
    spoil: (content) => {
      const gone = (successor: string) =>
        `activeTo: "2027-01-01", successor: ${successor}, cites: [{ document: lanhe-2024, where: 二 }], `;
      const names = { miit: "市工信局, ", "market-regulation": "市市场监管局, " };
      content.replace(DEPARTMENTS, names.miit, `${names.miit}${gone("market-regulation")}`);
      content.replace(DEPARTMENTS, "市市场监管局, ", `市市场监管局, ${gone("miit")}`);
    },
    file: DEPARTMENTS,
    line: 1,
    field: "successor",
    message: /接手的部门 market-regulation 在 2027-01-01 不存在/,
  },
  {
    name: "a department dissolved without a document",
    spoil: swap(
      DEPARTMENTS,
      "shortName: 市工信局, ",
      'shortName: 市工信局, activeTo: "2027-01-01", successor: government, ',
    ),
    file: DEPARTMENTS,
    line: 1,
    field: "cites",
    message: /没有写出处/,
  },
  {
    name: "a rule for a department that is set up only later",
    spoil: swap(
      DEPARTMENTS,
      "shortName: 市工信局, ",
      'shortName: 市工信局, activeFrom: "2027-01-01", cites: [{ document: lanhe-2024, where: 二 }], ',
    ),
    file: RULES,
    line: 4,
    field: "leads.0",
    message: /到 2027-01-01 才设立/,
  },
  {
    name: "former names out of order",
    spoil: swap(
      DEPARTMENTS,
      "shortName: 市工信局, ",
      "shortName: 市工信局, formerNames: [" +
        ["2020-01-01", "2019-01-01"]
          .map(
            (day) =>
              `{ name: 旧名, shortName: 旧, activeTo: "${day}", cites: [{ document: lanhe-2024, where: 二 }] }`,
          )
          .join(", ") +
        "], ",
    ),
    file: DEPARTMENTS,
    line: 1,
    field: "formerNames.1.activeTo",
    message: /没有按先后排列/,
  },
  {
    name: "a day that something is due before, in a document that is not said how to read",
    spoil: swap(`${PLACE}/calendar.yaml`, "{ type: by,", "{ type: before,"),
    file: `${PLACE}/calendar.yaml`,
    line: 2,
    field: "time.type",
    message: /没有写明“前”是否含当天/,
  },
  {
    name: "a limit of three days by a law in which three days are working days",
    spoil: (c) => {
      c.replace(
        "documents.yaml",
        "id: product-quality-law\n",
        "id: product-quality-law\n  counting: { workingDays: { lengths: [3], cites: [{ document: product-quality-law, where: 第八十五条 }] } }\n",
      );
      c.replace(LIMITS, "length: 2\n  unit: months", "length: 3\n  unit: days");
    },
    file: LIMITS,
    line: 13,
    field: "unit",
    message: /3日是工作日（第八十五条）/,
  },
  // Limits of tips
  {
    name: "a limit that is no default and names no source",
    spoil: swap(LIMITS, "  cites: [{ document: product-quality-law, where: 第一条 }]\n", ""),
    file: LIMITS,
    line: 10,
    field: "2.cites",
    message: /要写明出处/,
  },
  {
    name: "a limit for a category that does not exist",
    spoil: swap(LIMITS, "categories: [ditiaogang]", "categories: [smoke]"),
    file: LIMITS,
    line: 15,
    field: "categories.0",
    message: /举报类别 smoke 不存在/,
  },
  {
    name: "a limit for a place that does not exist",
    spoil: swap(LIMITS, "categories: [ditiaogang]", "jurisdictions: [nowhere]"),
    file: LIMITS,
    line: 15,
    field: "jurisdictions.0",
    message: /地方 nowhere 不存在/,
  },
  {
    name: "a limit that cites a document nobody has",
    spoil: swap(LIMITS, "product-quality-law", "no-such-law"),
    file: LIMITS,
    line: 18,
    field: "document",
    message: /文件 no-such-law 不存在/,
  },
  {
    name: "two limits for one step",
    spoil: swap(LIMITS, "  categories: [ditiaogang]\n", ""),
    file: LIMITS,
    line: 10,
    field: "id",
    message: /期限 verification-ditiaogang 与 verification 对同一步骤同时有效/,
  },
  {
    name: "a limit of no days",
    spoil: swap(LIMITS, "length: 10", "length: 0"),
    file: LIMITS,
    line: 4,
    field: "1.length",
    message: /./,
  },
  // Figures
  {
    name: "a small number of tips that somebody wrote by hand",
    spoil: (c) => c.write(FIGURES, figuresText("received: 3")),
    file: FIGURES,
    line: 7,
    field: "received",
    message: /4件以下不能公布/,
  },
  {
    name: "a figure of what is overdue that is told more exactly than it may be",
    spoil: (c) => c.write(FIGURES, figuresText("received: 30").replace("overdue: 0", "overdue: 7")),
    file: FIGURES,
    line: 6,
    field: "overdue",
    message: /每5件一段/,
  },
  {
    name: "figures of a month that was not over",
    spoil: (c) => c.write(FIGURES, figuresText("received: 30", "2026-09-30")),
    file: FIGURES,
    line: 3,
    field: "countedOn",
    message: /还没有过完/,
  },
  {
    name: "figures of a desk that does not exist",
    spoil: (c) => c.write(FIGURES, figuresText("received: 30").replace("miit", "smoke")),
    file: FIGURES,
    line: 9,
    field: "of",
    message: /部门 smoke 不存在/,
  },
  {
    name: "figures in a file of another month",
    spoil: (c) => c.write("figures/lanhe/2026-08.yaml", figuresText("received: 30")),
    file: "figures/lanhe/2026-08.yaml",
    line: 2,
    field: "month",
    message: /应当是 figures\/lanhe\/2026-09\.yaml/,
  },
  // CSV and entries
  {
    name: "an unknown column",
    spoil: swap("equipment/lanhe.csv", "measureWord", "unit"),
    file: "equipment/lanhe.csv",
    line: 1,
    field: "unit",
    message: /不认识的列：unit/,
  },
  {
    name: "a column that is missing",
    spoil: swap("equipment-events/lanhe.csv", "equipment,event,on", "equipment,event,note"),
    file: "equipment-events/lanhe.csv",
    line: 1,
    field: "on",
    message: /缺少列 on/,
  },
  {
    name: "a row with too many cells",
    spoil: swap("equipment/lanhe.csv", "design,,", "design,,,"),
    file: "equipment/lanhe.csv",
    line: 2,
    message: /有 15 格，表头有 14 列/,
  },
  {
    name: "a quotation mark that is not closed",
    spoil: swap("enterprises/lanhe.csv", "岚东区一号", '"岚东区一号'),
    file: "enterprises/lanhe.csv",
    line: 3,
    message: /CSV 写法有误/,
  },
  {
    name: "a number that is none",
    spoil: swap("equipment/lanhe.csv", ",2,台", ",两,台"),
    file: "equipment/lanhe.csv",
    line: 2,
    field: "quantity",
    message: /数字|number/,
  },
  {
    name: "a capacity without its unit",
    spoil: swap("equipment/lanhe.csv", ",10,万吨/年,", ",10,,"),
    file: "equipment/lanhe.csv",
    line: 2,
    field: "capacityValue",
    message: /要么都填，要么都不填/,
  },
  {
    name: "a capacity unit nobody uses",
    spoil: swap("equipment/lanhe.csv", "万吨/年", "火车皮"),
    file: "equipment/lanhe.csv",
    line: 2,
    field: "capacityUnit",
    message: /产能单位只能是/,
  },
  {
    name: "equipment of an unknown enterprise",
    spoil: swap("equipment/lanhe.csv", "lanhe-q2,lanhe-e2", "lanhe-q2,lanhe-e7"),
    file: "equipment/lanhe.csv",
    line: 3,
    field: "enterprise",
    message: /企业 lanhe-e7 不存在/,
  },
  {
    name: "a child of another firm's machine",
    spoil: swap("equipment/lanhe.csv", "lanhe-q3,lanhe-e1,lanhe-q1", "lanhe-q3,lanhe-e1,lanhe-q2"),
    file: "equipment/lanhe.csv",
    line: 4,
    field: "parent",
    message: /不是同一企业的设备/,
  },
  {
    name: "an enterprise in an area of another place",
    spoil: swap("enterprises/lanhe.csv", ",990102,", ",610902,"),
    file: "enterprises/lanhe.csv",
    line: 2,
    field: "area",
    message: /地区 610902 不在当地/,
  },
  {
    name: "an event of an unknown machine",
    spoil: swap("equipment-events/lanhe.csv", "lanhe-q1,stopped", "lanhe-q8,stopped"),
    file: "equipment-events/lanhe.csv",
    line: 2,
    field: "equipment",
    message: /设备 lanhe-q8 不存在/,
  },
  {
    name: "an event by an unknown department",
    spoil: swap("equipment-events/lanhe.csv", "2024-08-01,miit", "2024-08-01,ndrc"),
    file: "equipment-events/lanhe.csv",
    line: 2,
    field: "by",
    message: /部门 ndrc 不存在/,
  },
  {
    name: "a list the place does not publish",
    spoil: swap(
      `${PLACE}/lists.yaml`,
      "  - { kind: exit, name: 退出名单, label: null, duty: LH-P1, meaning: 已经退出。, consequences: null }\n",
      "",
    ),
    file: EXIT,
    line: 1,
    message: /岚河市不公布|岚河市 不公布/,
  },
  {
    name: "a row about nothing",
    spoil: swap(TERM, ",lanhe-e2,", ",,"),
    file: TERM,
    line: 2,
    field: "enterprise",
    message: /要填企业编号/,
  },
  {
    name: "a row with another firm's machine",
    spoil: swap(EXIT, "lanhe-e1,,lanhe-q1", "lanhe-e1,,lanhe-q2"),
    file: EXIT,
    line: 2,
    field: "equipment",
    message: /设备 lanhe-q2 属于 lanhe-e2/,
  },
  {
    name: "a correction without a reason",
    spoil: swap(EXIT, "企业名称更正", ""),
    file: EXIT,
    line: 3,
    field: "changeReason",
    message: /要写明理由/,
  },
  {
    name: "a version that was skipped",
    spoil: swap(EXIT, "lanhe-x1,2,corrected", "lanhe-x1,3,corrected"),
    file: EXIT,
    line: 3,
    field: "version",
    message: /版本号应为 2/,
  },
  {
    name: "a change dated before what it changes",
    spoil: swap(EXIT, "corrected,2024-11-10", "corrected,2024-10-10"),
    file: EXIT,
    line: 3,
    field: "changedOn",
    message: /变更日期早于上一版/,
  },
  {
    name: "a due day before the start",
    spoil: swap(TERM, "2024-08-31,2025-02-28,2025-05-31", "2024-08-31,2024-02-28,"),
    file: TERM,
    line: 2,
    field: "dueOn",
    message: /整改截止早于开始/,
  },
  {
    name: "an extension that ends before the first due day",
    spoil: swap(TERM, "2025-05-31", "2025-01-31"),
    file: TERM,
    line: 2,
    field: "extendedTo",
    message: /延期后的日期不晚于/,
  },
  {
    name: "an extension longer than the programme allows",
    spoil: swap(TERM, "2025-05-31", "2025-06-30"),
    file: TERM,
    line: 2,
    field: "extendedTo",
    message: /最长延期（2025-05-31）/,
    severity: "warning",
  },
  {
    name: "a credit code with a wrong check character",
    spoil: swap("enterprises/lanhe.csv", "91350100M000100Y43", "91350100M000100Y4Z"),
    file: "enterprises/lanhe.csv",
    line: 2,
    field: "creditCode",
    message: /不会出现的字母/,
    severity: "warning",
  },
  {
    name: "two enterprises with one code",
    spoil: swap(
      "enterprises/lanhe.csv",
      "岚河试验水泥有限公司,,,,",
      "岚河试验水泥有限公司,,,91350100M000100Y43,",
    ),
    file: "enterprises/lanhe.csv",
    line: 3,
    field: "creditCode",
    message: /已属于 lanhe-e1/,
  },
  {
    name: "a list file without its facts",
    spoil: (c) => c.remove("lists/lanhe/exit/2024-01.yaml"),
    file: "lists/lanhe/exit/2024-01.yaml",
    line: 1,
    message: /缺少这个文件/,
  },
  {
    name: "a file hash that is not one",
    spoil: swap("lists/lanhe/exit/2024-01.yaml", "isPublic: false", "sha256: abc, isPublic: false"),
    file: "lists/lanhe/exit/2024-01.yaml",
    line: 4,
    field: "source.sha256",
    message: /SHA-256/,
  },
  // Announcements and pledges
  {
    name: "an announcement without front matter",
    spoil: swap("announcements/lanhe/lanhe-a1.md", "---\nid", "id"),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 1,
    message: /没有用 --- 包起来/,
  },
  {
    name: "an announcement of a list that does not exist",
    spoil: swap("announcements/lanhe/lanhe-a1.md", "exit/2024-01", "exit/2024-02"),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 7,
    field: "lists.0",
    message: /名单 exit\/2024-02 不存在/,
  },
  {
    name: "an objection period on a plain announcement",
    spoil: swap(
      "announcements/lanhe/lanhe-a1.md",
      "sample: true",
      'publicNotice: { from: "2024-11-01", to: "2024-11-07", objectTo: 市工信局 }\nsample: true',
    ),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 9,
    field: "publicNotice",
    message: /只有公示/,
  },
  {
    name: "a statement of an enterprise about the record of another",
    spoil: (content) => {
      content.write("statements/lanhe/lanhe-e1-s1.yaml", statementText("lanhe-y1", "并非如此。"));
      content.replace("ledger/lanhe.csv", "\n", "\nlanhe-e1-s1,statement,2024-11-02,,\n");
    },
    file: "statements/lanhe/lanhe-e1-s1.yaml",
    line: 3,
    field: "record",
    message: /lanhe-y1 不是企业 lanhe-e1 的记录/,
  },
  {
    name: "a statement with the telephone of a person",
    spoil: (content) => {
      content.write(
        "statements/lanhe/lanhe-e1-s1.yaml",
        statementText("lanhe-x1", "找13812345678。"),
      );
      content.replace("ledger/lanhe.csv", "\n", "\nlanhe-e1-s1,statement,2024-11-02,,\n");
    },
    file: "statements/lanhe/lanhe-e1-s1.yaml",
    line: 7,
    field: "text",
    message: /手机号码/,
  },
  {
    name: "a statement whose id was never given",
    spoil: (content) =>
      content.write("statements/lanhe/lanhe-e1-s1.yaml", statementText("lanhe-x1", "并非如此。")),
    file: "statements/lanhe/lanhe-e1-s1.yaml",
    line: 1,
    field: "id",
    message: /没有登记/,
  },
  {
    name: "the result of a public notice that is none",
    spoil: swap(
      "announcements/lanhe/lanhe-a1.md",
      "sample: true",
      "concludes: lanhe-a1\nobjections: { received: 0 }\nsample: true",
    ),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 9,
    field: "concludes",
    message: /没有 lanhe-a1 这份公示/,
  },
  {
    name: "a result that does not say how many objections came",
    spoil: swap(
      "announcements/lanhe/lanhe-a1.md",
      "sample: true",
      "concludes: lanhe-a1\nsample: true",
    ),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 2,
    field: "objections",
    message: /要写收到几件异议/,
  },
  {
    name: "objections without an answer",
    spoil: swap(
      "announcements/lanhe/lanhe-a1.md",
      "sample: true",
      "concludes: lanhe-a1\nobjections: { received: 2 }\nsample: true",
    ),
    file: "announcements/lanhe/lanhe-a1.md",
    line: 10,
    field: "objections.answer",
    message: /怎样答复/,
  },
  {
    name: "a pledge for no machine",
    spoil: swap("pledges/lanhe/lanhe-p1.md", "[lanhe-q2]", "[]"),
    file: "pledges/lanhe/lanhe-p1.md",
    line: 4,
    field: "equipment",
    message: /哪些设备/,
  },
  {
    name: "a reason to keep equipment that no rule knows",
    spoil: swap("pledges/lanhe/lanhe-p1.md", "state-asset-procedure", "no-money"),
    file: "pledges/lanhe/lanhe-p1.md",
    line: 8,
    field: "reasonNotDismantled",
    message: /无效选项|期望/,
  },
  // Ledger and working days
  {
    name: "a publication of records by nobody of the place",
    spoil: recordBatch({ publisher: "nobody", record: "lanhe-e1" }),
    file: `${BATCH}.yaml`,
    line: 4,
    field: "publisher",
    message: /部门 nobody 不存在/,
  },
  {
    name: "a published value of something that never got an id",
    spoil: recordBatch({ publisher: "miit", record: "lanhe-e77" }),
    file: `${BATCH}.csv`,
    line: 2,
    field: "record",
    message: /编号 lanhe-e77 没有登记/,
  },
  {
    name: "an id that was never registered",
    spoil: swap("ledger/lanhe.csv", "lanhe-p1,pledge,2025-01-05,,\n", ""),
    file: "pledges/lanhe/lanhe-p1.md",
    line: 2,
    field: "id",
    message: /编号 lanhe-p1 没有登记/,
  },
  {
    name: "an id that disappeared",
    spoil: swap(
      "ledger/lanhe.csv",
      "lanhe-e9,enterprise,2024-01-01,2024-02-01,登记有误",
      "lanhe-e9,enterprise,2024-01-01,,",
    ),
    file: "ledger/lanhe.csv",
    line: 5,
    field: "id",
    message: /内容不见了/,
  },
  {
    name: "an id registered twice",
    spoil: swap("ledger/lanhe.csv", "lanhe-q2,equipment", "lanhe-q1,equipment"),
    file: "ledger/lanhe.csv",
    line: 7,
    field: "id",
    message: /给过两次/,
  },
  {
    name: "an id of another kind",
    spoil: swap("ledger/lanhe.csv", "lanhe-p1,pledge", "lanhe-p1,announcement"),
    file: "pledges/lanhe/lanhe-p1.md",
    line: 2,
    field: "id",
    message: /登记为 announcement/,
  },
  {
    name: "an outcome of a firm that is nowhere",
    spoil: spoilOutcome({ enterprise: "lanhe-e7" }),
    file: OUTCOMES,
    line: 4,
    field: "enterprise",
    message: /当地没有企业/,
  },
  {
    name: "an outcome of a list row that is nowhere",
    spoil: spoilOutcome({ listEntry: "lanhe-x7" }),
    file: OUTCOMES,
    line: 5,
    field: "listEntry",
    message: /没有 lanhe-x7 这一行/,
  },
  {
    name: "an outcome that pairs a list row with another firm",
    spoil: spoilOutcome({ enterprise: "lanhe-e2" }),
    file: OUTCOMES,
    line: 5,
    field: "listEntry",
    message: /不是企业 lanhe-e2 的/,
  },
  {
    name: "an outcome of a department that is nowhere",
    spoil: spoilOutcome({ by: "nobody" }),
    file: OUTCOMES,
    line: 2,
    field: "by",
    message: /部门 nobody 不存在/,
  },
  {
    name: "an outcome with somebody's telephone",
    spoil: spoilOutcome({ measure: "已电话 13812345678 告知。" }),
    file: OUTCOMES,
    line: 7,
    field: "summary",
    message: /手机号码/,
  },
  {
    name: "an outcome of a category that is nowhere",
    spoil: spoilOutcome({ category: "none" }),
    file: OUTCOMES,
    line: 3,
    field: "category",
    message: /类别 none 不存在/,
  },
  {
    name: "an outcome under a tip's number",
    spoil: spoilOutcome({ id: "LH-2026-000001" }),
    file: OUTCOMES,
    line: 1,
    field: "0.id",
    message: /编号/,
  },
  {
    name: "an outcome in the file of another year",
    spoil: spoilOutcome({}, "outcomes/lanhe/2025.yaml"),
    file: "outcomes/lanhe/2025.yaml",
    line: 11,
    field: "versions",
    message: /应当写在 outcomes\/lanhe\/2026.yaml/,
  },
  {
    name: "an outcome whose category is never disclosed",
    spoil: (content) => {
      spoilOutcome({})(content);
      content.replace("tip-categories/ditiaogang.yaml", "order:", "toSuperior: true\norder:");
    },
    file: OUTCOMES,
    line: 3,
    field: "category",
    message: /不公开/,
  },
  {
    name: "an outcome withdrawn without a reason",
    spoil: (content) =>
      content.write(
        OUTCOMES,
        `${outcomeText()}    - { version: 2, change: withdrawn, on: 2026-04-01 }\n`,
      ),
    file: OUTCOMES,
    line: 12,
    field: "0.versions.1.reason",
    message: /理由/,
  },
  {
    name: "a worked day that is no weekend",
    spoil: swap("calendar/2024.yaml", "2024-10-12", "2024-10-14"),
    file: "calendar/2024.yaml",
    line: 4,
    field: "workingWeekends.0",
    message: /不是周末/,
  },
  {
    name: "a holiday of another year",
    spoil: swap("calendar/2024.yaml", "2024-10-01", "2025-10-01"),
    file: "calendar/2024.yaml",
    line: 3,
    field: "holidays.0",
    message: /不是 2024 年的日子/,
  },
];

function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) =>
    level === 0
      ? "a0: &a0 [x, x, x, x, x, x, x, x, x]"
      : `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
  );
  return `${levels.join("\n")}\n`;
}
