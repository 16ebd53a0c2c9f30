import { aspectName } from "#domain/aspect.ts";
import { equipmentStateOf } from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { type ListRow, standingOf } from "#domain/list-row.ts";
import type { ListSheet } from "#domain/list-sheet.ts";
import { rowNoticeText } from "#domain/public-notice.ts";
import { rowCapacities, sampleText } from "./format.ts";
import type { TableColumn } from "./table-file.ts";

/**
 * The columns of a list as a file: what it is of and whose stands in every row, so that the file
 * tells by itself when it has left this site, alone or joined to others.
 */
export function listColumns({
  jurisdictionName,
  name,
  label,
  asOf,
}: Pick<
  ListSheet,
  "jurisdictionName" | "name" | "label" | "asOf"
>): readonly TableColumn<ListRow>[] {
  return [
    { header: "地方", cell: () => jurisdictionName },
    { header: "名单", width: 24, cell: () => name },
    { header: "名单标记", cell: () => label },
    { header: "截至", cell: () => asOf },
    ...ROW_COLUMNS,
  ];
}

/** What a row says. Capacities stay with their units, so nobody adds them up. */
const ROW_COLUMNS: readonly TableColumn<ListRow>[] = [
  { header: "行号", width: 22, cell: (row) => row.entry },
  { header: "年度", width: 8, cell: (row) => row.year },
  { header: "批次", cell: (row) => row.batch },
  { header: "企业（事项）名称", width: 34, cell: (row) => row.name },
  { header: "名单原文名称", width: 34, cell: (row) => row.printedName },
  { header: "统一社会信用代码", width: 22, cell: (row) => row.creditCode },
  { header: "企业编号", cell: (row) => row.enterprise },
  { header: "行政区划代码", cell: (row) => row.area },
  { header: "地区", cell: (row) => row.areaName },
  { header: "行业", cell: (row) => row.industryName },
  {
    header: "设备",
    width: 34,
    cell: (row) => row.equipment.map((machine) => machine.label).join("；"),
  },
  {
    header: "设备状态",
    width: 16,
    cell: (row) => row.equipment.map((machine) => equipmentStateOf(machine.state).name).join("；"),
  },
  { header: "产能", width: 34, cell: (row) => rowCapacities(row).join("；") },
  { header: "淘汰类别", cell: (row) => row.aspects.map(aspectName).join("；") },
  { header: "列入依据", width: 34, cell: (row) => row.ground },
  { header: "整改开始", cell: (row) => row.startedOn },
  { header: "整改到期", cell: (row) => row.dueOn },
  { header: "延期至", cell: (row) => row.extendedTo },
  { header: "整改完成", cell: (row) => row.metOn },
  { header: "整改状态", cell: (row) => row.standing && standingOf(row.standing).name },
  { header: "公示", width: 30, cell: (row) => row.notice && rowNoticeText(row.notice) },
  { header: "变更", cell: (row) => entryChangeOf(row.change).name },
  { header: "变更日期", cell: (row) => row.changedOn },
  { header: "变更理由", width: 34, cell: (row) => row.changeReason },
  { header: "变更文号", cell: (row) => row.changeDocument },
  { header: "公布单位", width: 24, cell: (row) => row.publisher },
  { header: "公布日期", cell: (row) => row.publishedOn },
  { header: "文号", width: 24, cell: (row) => row.documentNumber },
  { header: "来源工作表", cell: (row) => row.sheet },
  { header: "来源行", width: 8, cell: (row) => row.row },
  { header: "数据性质", cell: (row) => sampleText(row.isSample) },
  { header: "备注", width: 24, cell: (row) => row.remark },
];
