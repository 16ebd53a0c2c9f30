/**
 * What the official forms carry for the file and nobody may publish: 随州附表1 (persons, telephones,
 * staff, assets and debts) and 附表2 (telephone, staff, tax number), domain facts §2 "restricted block".
 */
const RESTRICTED_WORDS = [
  "法定代表人",
  "企业负责人",
  "填报人",
  "联系电话",
  "手机",
  "职工人数",
  "资产总额",
  "债权",
  "债务",
  "固定资产净值",
  "税务登记号",
  "身份证",
] as const;

/** Numbers of persons, by their form. Credit codes are longer or begin with 9. */
const RESTRICTED_FORMS = [
  { what: "手机号码", form: /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/ },
  {
    what: "居民身份证号码",
    form: /(?<![0-9A-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/,
  },
] as const;

/** The restricted words that a line of column names holds. */
export function restrictedColumns(header: string): string[] {
  return RESTRICTED_WORDS.filter((word) => header.includes(word));
}

/** The kinds of personal numbers that a text holds. */
export function restrictedValues(text: string): string[] {
  return RESTRICTED_FORMS.filter(({ form }) => form.test(text)).map(({ what }) => what);
}
