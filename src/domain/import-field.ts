/**
 * What a column of an official spreadsheet can hold, and how its cells are read. The words that
 * head such columns are data: `content/import/headers.yaml`.
 */
export const IMPORT_FIELDS = {
  entry: { name: "行号", reads: "text" },
  name: { name: "企业名称", reads: "text" },
  subject: { name: "事项", reads: "text" },
  creditCode: { name: "统一社会信用代码", reads: "creditCode" },
  area: { name: "市（区）", reads: "area" },
  address: { name: "企业地址", reads: "text" },
  industry: { name: "行业", reads: "industry" },
  equipment: { name: "设备型号及数量", reads: "machines" },
  machineIds: { name: "设备编号", reads: "text" },
  quantity: { name: "数量", reads: "count" },
  capacity: { name: "涉及产能", reads: "capacities" },
  aspects: { name: "淘汰类别", reads: "aspects" },
  ground: { name: "列入依据", reads: "text" },
  startedOn: { name: "整改开始", reads: "date" },
  dueOn: { name: "整改到期", reads: "date" },
  extendedTo: { name: "延期至", reads: "date" },
  metOn: { name: "整改完成", reads: "date" },
  remark: { name: "备注", reads: "text" },
  level: { name: "验收级别", reads: "level" },
  department: { name: "验收（认定）单位", reads: "department" },
  acceptedOn: { name: "验收日期", reads: "date" },
  isDismantled: { name: "主体设备是否拆除", reads: "yesNo" },
  canRestart: { name: "是否具备恢复生产条件", reads: "yesNo" },
  isPassed: { name: "是否通过验收", reads: "yesNo" },
  hasPhotosBefore: { name: "有拆除前影像", reads: "yesNo" },
  hasPhotosDuring: { name: "有拆除中影像", reads: "yesNo" },
  hasPhotosAfter: { name: "有拆除后影像", reads: "yesNo" },
  photosBefore: { name: "拆除前影像文件", reads: "files" },
  photosDuring: { name: "拆除中影像文件", reads: "files" },
  photosAfter: { name: "拆除后影像文件", reads: "files" },
  scans: { name: "扫描件", reads: "files" },
  noticeFiles: { name: "省级公告文件", reads: "files" },
  publicFiles: { name: "可以公开的文件", reads: "files" },
  source: { name: "依据材料", reads: "text" },
  stoppedOn: { name: "关停时间", reads: "date" },
  dismantledOn: { name: "主体设备拆除时间", reads: "date" },
  destination: { name: "设备去向", reads: "text" },
  waterCutOn: { name: "断水日期", reads: "date" },
  powerCutOn: { name: "断电日期", reads: "date" },
  driveRemovedOn: { name: "拆除动力装置日期", reads: "date" },
  sealedOn: { name: "封存主体设备日期", reads: "date" },
  signedBy: { name: "承诺单位", reads: "text" },
  signedOn: { name: "承诺日期", reads: "date" },
  publishedOn: { name: "公开日期", reads: "date" },
  keepingReason: { name: "主体设备未拆除的原因", reads: "keepingReason" },
  dismantleBy: { name: "限时拆除日期", reads: "date" },
  noticeSite: { name: "省级公告网站", reads: "text" },
  noticeUrl: { name: "省级公告网址", reads: "address" },
  noticeOn: { name: "省级公告日期", reads: "date" },
  promise: { name: "承诺内容", reads: "paragraphs" },
} as const;
export type ImportFieldName = keyof typeof IMPORT_FIELDS;
/** How a cell is read; `src/importing/read-cell.ts` has a reader for each. */
export type ImportReading = (typeof IMPORT_FIELDS)[ImportFieldName]["reads"];

/**
 * Columns whose content must never be published: phones, staff, money (随州附表1, 附表2). They are no
 * `ImportFieldName`, so no row of a draft can carry them.
 */
export const RESTRICTED_FIELDS = {
  legalPerson: { name: "法定代表人" },
  manager: { name: "企业负责人" },
  filler: { name: "填报人" },
  position: { name: "职务" },
  phone: { name: "联系电话" },
  staff: { name: "职工人数" },
  assets: { name: "资产、债权、债务" },
  identity: { name: "身份证号" },
} as const;
export type RestrictedFieldName = keyof typeof RESTRICTED_FIELDS;
