import type { ListRow } from "#domain/list-row.ts";
import { dataTable } from "./data-table.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import { rowCapacities } from "./format.ts";
import { listRow } from "./list-rows.ts";
import { outcomeRows } from "./outcome-view.ts";
import { pledgeSheets } from "./pledge-view.ts";
import { pictureAddress } from "./public-pictures.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import { statementSheets } from "./statement-view.ts";

/** A list row with the list it stands on. */
interface ListedRow extends ListRow {
  jurisdiction: string;
  list: string;
  isSample: boolean;
}

/** Open data of the register itself. */
export const REGISTER_TABLES = [
  dataTable({
    name: "enterprises",
    title: "企业",
    description: "企业及其曾用名。企业编号一经给出不再改变；“状态”在设备上，不在企业上。",
    primaryKey: ["id"],
    rows: ({ snapshot }) => snapshot.enterprises,
    fields: [
      ["id", "string", "编号"],
      ["name", "string", "名称"],
      ["formerNames", "list", "曾用名"],
      ["formerIds", "list", "并入本编号的旧编号"],
      ["creditCode", "string", "统一社会信用代码"],
      ["jurisdiction", "string", "地方"],
      ["area", "string", "县区"],
      ["address", "string", "地址"],
      ["industry", "string", "行业"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "equipment",
    title: "设备（生产线）",
    description:
      "主体设备和生产线，及其截至本站日期的状态。产能带单位、产品和口径，不同单位不能相加；一行分成几行后，以分出的行为准。",
    primaryKey: ["id"],
    rows: (index) =>
      index.snapshot.equipment.map((row) => ({
        ...row,
        ...standingOfEquipment(index, row.id),
        isSample: isInvented(index, row.enterprise),
      })),
    fields: [
      ["id", "string", "编号"],
      ["enterprise", "string", "企业"],
      ["parent", "string", "由哪一行分出"],
      ["name", "string", "名称"],
      ["model", "string", "型号规格"],
      ["quantity", "integer", "数量"],
      ["measureWord", "string", "量词"],
      ["isMain", "boolean", "是否主体设备"],
      ["capacityValue", "number", "产能数值"],
      ["capacityUnit", "string", "产能单位"],
      ["capacityProduct", "string", "产品"],
      ["capacityBasis", "string", "产能口径"],
      ["keepingReason", "string", "未拆除的原因"],
      ["dismantleBy", "date", "限时拆除日期"],
      ["state", "string", "状态"],
      ["since", "date", "何时起"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "equipment-events",
    title: "设备经历",
    description:
      "每台设备发生过的事：关停、断水、断电、拆除动力装置、封存、拆除、复查等，及其来源。",
    primaryKey: ["equipment", "event", "on"],
    rows: (index) =>
      index.snapshot.equipmentEvents.map((row) => ({
        ...row,
        isSample: isInvented(index, index.equipment.get(row.equipment)?.enterprise),
      })),
    fields: [
      ["equipment", "string", "设备"],
      ["event", "string", "事项"],
      ["on", "date", "日期"],
      ["by", "string", "由谁认定（departments 的编号）"],
      ["source", "string", "来源"],
      ["note", "string", "说明"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "acceptances",
    title: "验收",
    description: "各级对退出是否到位的验收意见。",
    primaryKey: ["id"],
    rows: (index) =>
      index.snapshot.acceptances.map((row) => ({
        ...row,
        isSample: isInvented(index, row.enterprise),
      })),
    fields: [
      ["id", "string", "编号"],
      ["enterprise", "string", "企业"],
      ["equipment", "list", "设备"],
      ["level", "string", "层级"],
      ["by", "string", "由谁验收"],
      ["on", "date", "日期"],
      ["isDismantled", "boolean", "是否已拆除"],
      ["canRestart", "boolean", "是否具备恢复生产条件"],
      ["isPassed", "boolean", "是否通过"],
      ["source", "string", "来源"],
      ["withdrawnOn", "date", "撤销日期"],
      ["withdrawnReason", "string", "撤销的理由"],
      ["withdrawnDocument", "string", "撤销所依据的文件"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "pictures",
    title: "影像和扫描件",
    description:
      "验收、承诺所凭的照片和扫描件：原件的 SHA-256，公开的还有副本的网址。副本是重新画的，没有附加信息；原件不公开。",
    primaryKey: ["record", "phase", "sha256"],
    rows: pictureRows,
    fields: [
      ["record", "string", "验收或者承诺"],
      ["phase", "string", "是什么"],
      ["sha256", "string", "原件的 SHA-256"],
      ["isPublic", "boolean", "是否公开"],
      ["address", "string", "副本的网址"],
      ["copySha256", "string", "副本的 SHA-256"],
      ["copyType", "string", "副本的格式"],
      ["copyBytes", "integer", "副本的字节数"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "list-entries",
    title: "名单各行",
    description:
      "所有名单的每一行，取最新版本。撤销和公示期满的行只留编号、日期和理由，不再写明企业。整改状态截至本站日期。",
    primaryKey: ["jurisdiction", "entry"],
    rows: (index, today): ListedRow[] =>
      [...index.entriesByFile.values()].flat().map((entry) => ({
        ...listRow(index, entry, today),
        jurisdiction: entry.file.jurisdiction,
        list: entry.file.kind,
        isSample: entry.file.batch.sample,
      })),
    fields: [
      ["jurisdiction", "string", "地方"],
      ["list", "string", "名单种类"],
      ["batch", "string", "年份和批次"],
      ["entry", "string", "行编号"],
      ["publishedOn", "date", "公布日期"],
      ["publisher", "string", "公布单位"],
      ["documentNumber", "string", "文号"],
      ["change", "string", "最近一次变动"],
      ["changedOn", "date", "变动日期"],
      ["changeReason", "string", "变动理由"],
      {
        name: "noticeStage",
        type: "string",
        title: "公示（coming、running、waiting：还没有定；空：已经定）",
        value: ({ notice }) => notice?.stage ?? null,
      },
      {
        name: "noticeTo",
        type: "date",
        title: "公示到哪一天",
        value: ({ notice }) => notice?.to ?? null,
      },
      {
        name: "noticeAnnouncement",
        type: "string",
        title: "公示的公告编号，异议在它的页面提出",
        value: ({ notice }) => notice?.announcement ?? null,
      },
      ["enterprise", "string", "企业编号"],
      ["name", "string", "企业或事项"],
      ["printedName", "string", "名单上的写法（与现名不同时）"],
      ["creditCode", "string", "统一社会信用代码"],
      ["area", "string", "县区"],
      ["industry", "string", "行业"],
      {
        name: "equipment",
        type: "list",
        title: "设备编号",
        value: ({ equipment }) => equipment.map(({ id }) => id),
      },
      {
        name: "capacities",
        type: "list",
        title: "产能",
        value: (row) => rowCapacities(row),
      },

      ["aspects", "list", "淘汰类别"],
      ["ground", "string", "列入依据"],
      ["startedOn", "date", "整改开始"],
      ["dueOn", "date", "整改到期"],
      ["extendedTo", "date", "延期至"],
      ["metOn", "date", "整改完成"],
      ["standing", "string", "整改状态"],
      ["remark", "string", "备注"],
      ["sheet", "string", "来源文件的工作表"],
      ["row", "integer", "来源文件的行"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "announcements",
    title: "公告",
    description: "公告、公示、勘误、撤销等。公告和公示是不同的行为：只有公示征求异议。",
    primaryKey: ["id"],
    rows: ({ snapshot }) =>
      snapshot.announcements.map(({ publicNotice, objections, ...entry }) => ({
        ...entry,
        noticeFrom: publicNotice?.from,
        noticeTo: publicNotice?.to,
        objectionsReceived: objections?.received,
        objectionAnswer: objections?.answer,
        isSample: entry.sample,
      })),
    fields: [
      ["id", "string", "编号"],
      ["jurisdiction", "string", "地方"],
      ["kind", "string", "种类"],
      ["title", "string", "标题"],
      ["number", "string", "文号"],
      ["issuer", "string", "发布单位（departments 的编号）"],
      ["publishedOn", "date", "发布日期"],
      ["noticeFrom", "date", "公示期开始"],
      ["noticeTo", "date", "公示期结束"],
      ["concludes", "string", "这是哪份公示的结果"],
      ["objectionsReceived", "integer", "公示期内收到的异议（件）"],
      ["objectionAnswer", "string", "异议怎样答复"],
      ["lists", "list", "涉及的名单"],
      ["enterprises", "list", "涉及的企业"],
      ["externalUrl", "string", "原文网址"],
      ["body", "string", "正文（Markdown）"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "pledges",
    title: "承诺",
    description: "企业不再恢复生产的公开承诺，及其截至本站日期的状态。",
    primaryKey: ["id"],
    rows: pledgeSheets,
    fields: [
      ["id", "string", "编号"],
      ["jurisdiction", "string", "地方"],
      ["enterprise", "string", "企业"],
      ["signedBy", "string", "承诺单位"],
      ["signedOn", "date", "签署日期"],
      ["publishedOn", "date", "公开日期"],
      ["reasonNotDismantled", "string", "未拆除的原因"],
      ["dismantleBy", "date", "限时拆除日期"],
      ["state", "string", "状态"],
      ["daysLeft", "integer", "离拆除日期的天数，负数为逾期"],
      ["fulfilledOn", "date", "拆除日期"],
      ["breachedOn", "date", "查实恢复生产的日期"],
      {
        name: "withdrawnOn",
        type: "date",
        title: "撤销日期",
        value: ({ withdrawal }) => withdrawal?.on ?? null,
      },
      {
        name: "withdrawnReason",
        type: "string",
        title: "撤销的理由",
        value: ({ withdrawal }) => withdrawal?.reason ?? null,
      },
      {
        name: "equipment",
        type: "list",
        title: "设备",
        value: ({ machines }) => machines.map(({ id }) => id),
      },

      ["text", "string", "承诺正文（Markdown）"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "statements",
    title: "企业声明",
    description:
      "企业对关于它的记录所作的声明，是企业自己的话，不是公布部门的意见；撤下的只留编号、日期和理由。",
    primaryKey: ["id"],
    rows: statementSheets,
    fields: [
      ["id", "string", "编号"],
      ["jurisdiction", "string", "地方"],
      ["enterprise", "string", "企业"],
      ["record", "string", "针对的记录"],
      ["statedOn", "date", "声明日期"],
      ["publishedOn", "date", "公布日期"],
      ["source", "string", "文件或者来源"],
      ["text", "string", "声明"],
      ["withdrawnOn", "date", "撤下日期"],
      ["withdrawnReason", "string", "撤下的理由"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
  dataTable({
    name: "outcomes",
    title: "举报办理结果",
    description:
      "经两人同意公开的举报办理结果。文字已经脱敏，没有举报编号和举报人的任何信息；撤下的只留编号、日期和理由。",
    primaryKey: ["id"],
    rows: outcomeRows,
    fields: [
      ["id", "string", "编号"],
      ["jurisdiction", "string", "地方"],
      ["disclosedOn", "date", "公开日期"],
      ["by", "string", "办理部门（departments 的编号）"],
      ["category", "string", "举报类别"],
      ["finding", "string", "核查结论"],
      ["enterprise", "string", "企业编号"],
      ["listEntry", "string", "名单行编号"],
      ["summary", "string", "反映的情况"],
      ["measure", "string", "处理情况"],
      ["withdrawnOn", "date", "撤下日期"],
      ["withdrawnReason", "string", "撤下理由"],
      ["isSample", "boolean", "是否演示数据"],
    ],
  }),
] as const;

function pictureRows(index: SnapshotIndex) {
  const { pictures, acceptances, pledges } = index.snapshot;
  const firmOf = new Map(
    [...acceptances, ...pledges].map(({ id, enterprise }) => [id, enterprise]),
  );
  return pictures.map((row) => ({
    ...row,
    address: pictureAddress(row),
    isSample: isInvented(index, firmOf.get(row.record)),
  }));
}

/** Whether what is said concerns an invented enterprise. */
function isInvented(index: SnapshotIndex, enterprise = ""): boolean {
  return index.enterprises.get(enterprise)?.isSample === true;
}
