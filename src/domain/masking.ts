import { creditCodeFaults } from "./credit-code.ts";
import { hasIdentityCheck, hasLuhnCheck } from "./number-check.ts";
import { PERSON_NAMES } from "./person-name.ts";

/** What in a text points to a person (脱敏), and what is written in its place. */
export const MASK_KINDS = [
  { id: "email", name: "电子邮箱", instead: "（邮箱略）" },
  { id: "identityNumber", name: "身份证号码", instead: "（证件号码略）" },
  { id: "bankCard", name: "银行卡号", instead: "（账号略）" },
  { id: "phone", name: "电话号码", instead: "（电话略）" },
  { id: "plate", name: "车牌号", instead: "（车牌略）" },
  { id: "name", name: "姓名", instead: "某" },
] as const;
export type MaskKind = (typeof MASK_KINDS)[number]["id"];

/** A piece of a text that points to a person. */
export interface PersonalSpan {
  kind: MaskKind;
  /** First and one past the last UTF-16 unit in the text. */
  start: number;
  end: number;
  text: string;
}

/**
 * Everything in a text that looks like a phone number, an identity number, a bank card, a plate, an
 * e-mail address or a person's name, in order. Meant as a question to whoever wrote the text: it
 * leaves out names it cannot be fairly sure of, and a published credit code is nobody's secret.
 */
export function findPersonal(text: string): PersonalSpan[] {
  const plain = halfWidth(text);
  const taken: Found[] = [];
  for (const finder of FINDERS) {
    for (const found of matchesOf(finder, plain)) {
      if (taken.every(({ start, end }) => found.end <= start || found.start >= end))
        taken.push(found);
    }
  }
  return taken
    .flatMap(({ kind, start, end }) =>
      kind === null ? [] : [{ kind, start, end, text: text.slice(start, end) }],
    )
    .toSorted((a, b) => a.start - b.start);
}

/** The text with every such piece replaced, and what only shows once others are gone. */
export function maskPersonal(text: string): string {
  const spans = findPersonal(text);
  if (spans.length === 0) return text;
  return maskPersonal(
    spans.reduceRight(
      (masked, { kind, start, end }) =>
        masked.slice(0, start) + insteadOf(kind) + masked.slice(end),
      text,
    ),
  );
}

function insteadOf(kind: MaskKind): string {
  return MASK_KINDS.find(({ id }) => id === kind)?.instead ?? "";
}

interface Found {
  kind: MaskKind | null;
  start: number;
  end: number;
}

interface Finder {
  /** null: what is found here is no secret, and nothing else is looked for in it. */
  kind: MaskKind | null;
  pattern: RegExp;
  isSo?: (digits: string) => boolean;
}

const PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/** The first that finds something in a place has it. Patterns read half-width text. */
const FINDERS: readonly Finder[] = [
  {
    kind: null,
    pattern: /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/gi,
    isSo: (code) => creditCodeFaults(code.toUpperCase()).length === 0 && !hasIdentityCheck(code),
  },
  { kind: "email", pattern: /[\w.%+-]+@[A-Z\d-]+(?:\.[A-Z\d-]+)+/gi },
  {
    kind: "identityNumber",
    pattern: /(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dX](?![\dA-Z])/gi,
    isSo: hasIdentityCheck,
  },
  {
    kind: "bankCard",
    // Issuers begin so (GB/T 15694.1); 18 digits only in UnionPay's own range.
    pattern:
      /(?<![\dA-Z.-])(?:62\d{2}(?:[ -]?\d){12,15}|(?:3[57]|4\d|5[1-5]|6[0-9])\d{2}(?:[ -]?\d){12}(?:(?:[ -]?\d){3})?)(?![ -]?\d)/gi,
    isSo: hasLuhnCheck,
  },
  { kind: "phone", pattern: /(?<![\d.])(?:\+?(?:00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g },
  {
    kind: "phone",
    pattern: /(?<![\d-])\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-8]\d{6,7}(?:-\d{1,4})?(?![\d-])/g,
  },
  {
    kind: "phone",
    pattern: /(?<=(?:电话|座机|手机|拨打|致电)(?:号码)?[:是为 ]{0,2})[2-8]\d{6,7}(?!\d)/g,
  },
  {
    kind: "plate",
    pattern: new RegExp(
      `(?:[${PROVINCES}]|(?<![更全重翻最创])新)[A-HJ-NP-Z][·•・ ]?(?=[A-HJ-NP-Z]*\\d[A-HJ-NP-Z]*\\d)[A-HJ-NP-Z\\d]{4}(?:[A-HJ-NP-Z\\d]{1,2}|[挂学警领港澳])(?![A-Z\\d-])`,
      "gi",
    ),
  },
  ...PERSON_NAMES.map((pattern) => ({ kind: "name", pattern }) as const),
];

function matchesOf({ kind, pattern, isSo }: Finder, text: string): Found[] {
  return [...text.matchAll(pattern)]
    .filter(([match]) => isSo?.(match.replace(/[ -]/g, "")) ?? true)
    .map(({ 0: match, index }) => ({ kind, start: index, end: index + match.length }));
}

/** Letters, digits and signs at half width, each in the place it had. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
}
