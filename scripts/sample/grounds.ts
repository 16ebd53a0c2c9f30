import type { Aspect } from "#domain/aspect.ts";

/** Why a firm was found wanting, as a list would say it. Invented, one of them per row. */
export const SHORTCOMINGS: Readonly<Record<Aspect, readonly string[]>> = {
  energy: [
    "单位产品能耗超过强制性能耗限额标准",
    "主要用能设备属于国家明令淘汰的高耗能设备",
    "能效低于准入水平",
  ],
  environment: [
    "颗粒物排放浓度超过许可排放限值",
    "二氧化硫排放超过污染物排放标准",
    "废水化学需氧量超过排放标准",
  ],
  quality: [
    "监督抽查产品强度指标不符合强制性国家标准",
    "产品质量达不到强制性标准要求",
    "出厂检验项目不全，产品指标不符合强制性标准",
    "连续两次监督抽查不合格",
  ],
  safety: ["煤气区域安全设施不符合国家标准", "主要生产装置不具备安全生产条件"],
  technology: [
    "主体设备属于《产业结构调整指导目录》淘汰类",
    "工艺装备属于国家明令淘汰的落后工艺装备",
  ],
  other: ["设备属于国家公布的淘汰目录"],
};

/** What a row of these kinds says beside the shortcoming; and in which standard the firm fails. */
export interface Mention {
  aspect: Aspect;
  grounds: readonly string[];
}

/** What a row says on the kinds of list that are not about leaving production. */
export const MENTIONS: Readonly<Record<string, Mention>> = {
  "environmental-violator": {
    aspect: "environment",
    grounds: [
      "未按排污许可证要求运行除尘设施，责令改正并处罚款",
      "无组织排放管控不到位，责令改正并处罚款",
    ],
  },
  "emission-penalty": {
    aspect: "environment",
    grounds: ["颗粒物超标排放，责令改正并处罚款", "氮氧化物小时均值超标，责令改正并处罚款"],
  },
  "key-polluter": {
    aspect: "environment",
    grounds: ["大气环境监管重点单位", "水环境监管重点单位", "土壤污染监管重点单位"],
  },
  "supervision-violation": {
    aspect: "energy",
    grounds: ["节能监察发现仍在使用淘汰电动机，限期改正", "未按规定配备能源计量器具，限期改正"],
  },
  "unqualified-product": {
    aspect: "quality",
    grounds: ["监督抽查：产品抗压强度不合格", "监督抽查：产品化学成分不合格"],
  },
  "licence-holder": {
    aspect: "quality",
    grounds: ["取得工业产品生产许可证，证书在有效期内"],
  },
  "product-licence": {
    aspect: "quality",
    grounds: ["工业产品生产许可证延续，准予许可", "工业产品生产许可证变更，准予许可"],
  },
  "violation-case": {
    aspect: "quality",
    grounds: [
      "生产不符合强制性国家标准的产品，责令停止生产并处罚款",
      "许可证有效期届满后继续生产，已立案查处",
    ],
  },
  "violation-exposure": {
    aspect: "technology",
    grounds: ["擅自启用已列入淘汰目录的设备，已责令停止使用", "新增同类淘汰装备未申报，已责令拆除"],
  },
  "permit-case": {
    aspect: "environment",
    grounds: ["未取得排污许可证排放污染物", "未按排污许可证规定开展自行监测"],
  },
  "inspection-result": {
    aspect: "environment",
    grounds: ["“双随机”抽查：未发现违法行为", "“双随机”抽查：台账记录不规范，已当场改正"],
  },
  "overdue-exit": {
    aspect: "technology",
    grounds: ["未按期完成落后产能退出"],
  },
};

/** For a kind that is not in the table: a place may have one of its own. */
export const OTHER_MENTION: Mention = {
  aspect: "technology",
  grounds: ["按当地方案公布"],
};

/** Rows that are about a matter and not a firm, by kind of list. */
export const MATTERS: Readonly<Record<string, readonly string[]>> = {
  "enforcement-summary": [
    "节能监察执行情况：检查用能单位、责令改正和复查情况",
    "排污许可证后监管执行情况：检查排污单位和查处情况",
    "产品质量监督抽查执行情况：抽查批次和后处理情况",
    "安全生产执法执行情况：检查企业和隐患整改情况",
  ],
  "banned-technique": [
    "禁止使用：施工现场自拌砂浆",
    "限制使用：竹（木）脚手架",
    "禁止使用：简易临时吊架",
  ],
  progress: ["年度计划内生产线停产进展情况", "主体设备拆除进展情况", "检查验收进展情况"],
};

export const OTHER_MATTERS: readonly string[] = ["本期工作情况"];
