import { z } from "zod";

z.config(z.locales.zhCN());

/** What to do about an issue, by its code. The message says what is wrong. */
const REMEDIES: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "按字段说明填写正确类型的值；文件没有规定的写 null（允许时）",
  invalid_value: "改成允许的取值之一",
  unrecognized_keys: "检查拼写；不需要的就删去",
  too_small: "补足内容",
  too_big: "缩短内容",
  invalid_format: "按说明的写法改正",
  invalid_union: "按其中一种写法填写",
};

export interface Explanation {
  path: PropertyKey[];
  message: string;
  remedy: string;
}

/** A zod issue as what is wrong and how to mend it. `input` is the value that was parsed. */
export function explain(issue: z.core.$ZodIssue, input: unknown): Explanation {
  const path = issue.path;
  if (issue.code === "unrecognized_keys")
    return {
      path: [...path, issue.keys[0] ?? ""],
      message: `不认识的项：${issue.keys.join("、")}`,
      remedy: REMEDIES.unrecognized_keys ?? "",
    };
  if (valueAt(input, path) === undefined && issue.code !== "custom")
    return {
      path,
      message: `缺少 ${String(path.at(-1) ?? "内容")}`,
      remedy: "补上这一项；文件没有规定的写 null（允许时）",
    };
  return { path, message: issue.message, remedy: REMEDIES[issue.code] ?? "按说明改正" };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}
