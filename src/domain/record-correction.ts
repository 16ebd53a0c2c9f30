import type { CalendarDate } from "./calendar-date.ts";
import type { ImportFieldName } from "./import-field.ts";
import type { EntryChange } from "./list-entry.ts";

/** How a value of a published record is written into the correction form (更正表单), and read from it. */
export const CORRECTED_AS = {
  text: "line",
  paragraph: "paragraph",
  /** A day that has come. */
  day: "date",
  /** A day that may lie ahead: a term. */
  term: "date",
  number: "line",
  count: "line",
  aspects: "line",
  creditCode: "line",
  area: "choice",
  industry: "choice",
  department: "choice",
  yesNo: "choice",
  level: "choice",
  keepingReason: "choice",
  capacityUnit: "choice",
  capacityBasis: "choice",
} as const;
export type CorrectedAs = keyof typeof CORRECTED_AS;

/** A field of a published record that two people may correct by a form. */
export interface CorrectableField {
  /** Name in the record. */
  field: string;
  name: string;
  reads: CorrectedAs;
  /** May not be emptied. */
  isNeeded: boolean;
  /** The column of a sheet that says the same: under its name the source of the value is told. */
  told: ImportFieldName;
  hint?: string;
}

const needed = (
  field: string,
  name: string,
  reads: CorrectedAs,
  told: ImportFieldName,
  hint?: string,
): CorrectableField => ({ field, name, reads, isNeeded: true, told, ...(hint && { hint }) });
const free = (...given: Parameters<typeof needed>): CorrectableField => ({
  ...needed(...given),
  isNeeded: false,
});

/**
 * What of each kind of record the form corrects. Ids, what a record is about and what happened to a
 * machine are no slips of the pen: they come with sheets of their own.
 */
export const CORRECTABLE_FIELDS = {
  enterprise: [
    needed("name", "企业名称", "text", "name", "写错了的才在这里改；企业改名的，导入企业登记表。"),
    free("creditCode", "统一社会信用代码", "creditCode", "creditCode"),
    needed("area", "地区", "area", "area"),
    free("address", "地址", "text", "address"),
    needed("industry", "行业", "industry", "industry"),
  ],
  equipment: [
    needed("name", "设备名称", "text", "equipment"),
    free("model", "型号规格", "text", "equipment"),
    needed("quantity", "数量", "count", "quantity"),
    needed("measureWord", "量词", "text", "quantity", "台、座、条、套、组。"),
    free("capacityValue", "产能数值", "number", "capacity", "产能的四项要么都填，要么都空着。"),
    free("capacityUnit", "产能单位", "capacityUnit", "capacity"),
    free("capacityProduct", "产能的产品", "text", "capacity"),
    free("capacityBasis", "产能口径", "capacityBasis", "capacity"),
    free("keepingReason", "主体设备未拆除的原因", "keepingReason", "keepingReason"),
    free("dismantleBy", "限时拆除日期", "term", "dismantleBy"),
  ],
  matter: [
    needed("subject", "事项", "text", "subject"),
    free("aspects", "淘汰类别", "aspects", "aspects", "几类的用顿号隔开，例如：能耗、环保。"),
    free("ground", "列入依据", "text", "ground"),
    free("remark", "备注", "text", "remark"),
  ],
  row: [
    free("aspects", "淘汰类别", "aspects", "aspects", "几类的用顿号隔开，例如：能耗、环保。"),
    free("ground", "列入依据", "text", "ground"),
    free("remark", "备注", "text", "remark"),
  ],
  "row-with-term": [
    free("aspects", "淘汰类别", "aspects", "aspects", "几类的用顿号隔开，例如：能耗、环保。"),
    free("ground", "列入依据", "text", "ground"),
    free("startedOn", "整改开始", "term", "startedOn"),
    free("dueOn", "整改到期", "term", "dueOn"),
    free("extendedTo", "延期至", "term", "extendedTo"),
    free("metOn", "整改完成", "day", "metOn"),
    free("remark", "备注", "text", "remark"),
  ],
  acceptance: [
    needed("level", "验收级别", "level", "level"),
    needed("by", "验收单位", "department", "department"),
    needed("on", "验收日期", "day", "acceptedOn"),
    needed("isDismantled", "主体设备是否拆除", "yesNo", "isDismantled"),
    needed("canRestart", "是否具备恢复生产条件", "yesNo", "canRestart"),
    needed("isPassed", "是否通过验收", "yesNo", "isPassed"),
    needed("source", "依据材料", "text", "source"),
  ],
  pledge: [
    needed("signedBy", "承诺单位", "text", "signedBy"),
    needed("signedOn", "承诺日期", "day", "signedOn"),
    needed("publishedOn", "公开日期", "day", "publishedOn"),
    needed("reasonNotDismantled", "主体设备未拆除的原因", "keepingReason", "keepingReason"),
    free("dismantleBy", "限时拆除日期", "term", "dismantleBy"),
    needed("body", "承诺内容", "paragraph", "promise"),
  ],
} as const satisfies Record<string, readonly CorrectableField[]>;
export type CorrectableKind = keyof typeof CORRECTABLE_FIELDS;

/** What was said of a firm, machine, acceptance or pledge before a sheet or a form said it otherwise, and why. */
export interface RecordCorrection {
  record: string;
  recordName: string;
  on: CalendarDate;
  change: EntryChange;
  field: string;
  before: string;
  after: string;
  reason: string;
  document: string | null;
}
