import { z } from "zod";

/** An id: lower-case Latin letters, digits and single dashes, given once and never reused. */
export const id = z
  .string("编号要写成文字；全是数字时请加引号")
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "编号只用小写字母、数字和单个短横线，例如 ankang-e0001")
  .max(80, "编号最长80个字符")
  .describe("Id: lower-case letters, digits, single dashes");

/** A line of text a person reads: no blank ends, no line break, never empty. */
export const line = z
  .string("这里要写文字")
  .min(1, "不能为空；文件没有规定的请写 null")
  .refine((text) => text === text.trim(), "前后不要留空格")
  .refine((text) => !/[\n\r]/.test(text), "不要换行");

/** What a cell of a source says, untouched: blanks and line breaks belong to it. */
export const asPrinted = z.string("这里要写文字").min(1, "不能为空");

/** Text of several paragraphs, for explanations. */
export const paragraph = z.string("这里要写文字").min(1, "不能为空");

/** `null` says plainly that the document does not say it; it is shown as 文件未规定. */
export const lineOrUnsaid = line.nullable();
