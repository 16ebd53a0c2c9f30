import { z } from "zod";

/** 淘汰类别: in which standard a capacity fails. A capacity may fail in several. */
export const ASPECTS = [
  { id: "energy", name: "能耗" },
  { id: "environment", name: "环保" },
  { id: "quality", name: "质量" },
  { id: "safety", name: "安全" },
  { id: "technology", name: "技术" },
  { id: "other", name: "其他" },
] as const;
export type Aspect = (typeof ASPECTS)[number]["id"];

export const aspect = z.enum(
  ASPECTS.map((entry) => entry.id) as [Aspect, ...Aspect[]],
  `淘汰类别只能是 ${ASPECTS.map((entry) => `${entry.id}（${entry.name}）`).join("、")}`,
);

/** The Chinese name of an aspect. */
export function aspectName(code: Aspect): string {
  return ASPECTS.find((entry) => entry.id === code)?.name ?? code;
}
