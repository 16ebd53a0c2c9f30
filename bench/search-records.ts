import type { RecordKind, SearchRecord } from "../src/search/record.ts";
import { type Random, randomFrom } from "./random.ts";

/** 演示数据: invented enterprises in real places, about 180 signs of searchable text each. */
export function syntheticRecords(enterprises: number, seed: number): SearchRecord[] {
  const random = randomFrom(seed);
  const records: SearchRecord[] = [];
  for (let number = 1; number <= enterprises; number++) {
    const enterprise = inventEnterprise(number, random);
    records.push(enterprise);
    if (number % 10 === 0) records.push(inventNotice("pledge", enterprise, random));
    if (number % 40 === 0) records.push(inventNotice("announcement", enterprise, random));
  }
  return records;
}

const PLACES = [
  [
    "ankang",
    "陕西省",
    "安康市",
    "6109",
    "汉滨区 汉阴县 石泉县 宁陕县 紫阳县 岚皋县 平利县 镇坪县 旬阳市 白河县",
  ],
  ["suizhou", "湖北省", "随州市", "4213", "曾都区 随县 广水市"],
  [
    "shaoguan",
    "广东省",
    "韶关市",
    "4402",
    "武江区 浈江区 曲江区 始兴县 仁化县 翁源县 乳源瑶族自治县 新丰县 乐昌市 南雄市",
  ],
  [
    "chongqing",
    "",
    "重庆市",
    "5001",
    "万州区 涪陵区 大渡口区 沙坪坝区 九龙坡区 北碚区 巴南区 长寿区 江津区 合川区 永川区 綦江区 璧山区 铜梁区 荣昌区 开州区",
  ],
  ["diqing", "云南省", "迪庆藏族自治州", "5334", "香格里拉市 德钦县 维西傈僳族自治县"],
] as const;

const INDUSTRIES = [
  ["cement", "水泥", "水泥 建材 新型建材", ["球磨机", "回转窑", "水泥磨"], "Φ", "万吨"],
  ["steel", "钢铁", "钢铁 特钢 轧钢", ["高炉", "电弧炉", "中频炉"], "m³", "万吨"],
  ["casting", "铸造", "铸造 机械铸造", ["冲天炉", "中频感应炉"], "t", "万吨"],
  ["coking", "焦化", "焦化 煤焦", ["焦炉", "熄焦塔"], "m", "万吨"],
  ["chemicals", "化工", "化工 精细化工 磷化工", ["反应釜", "合成塔", "电石炉"], "m³", "吨"],
  ["glass", "平板玻璃", "玻璃 浮法玻璃", ["玻璃熔窑", "退火窑"], "t/d", "万重量箱"],
  ["papermaking", "造纸", "纸业 造纸", ["纸机", "蒸球"], "m³", "万吨"],
  ["tanning", "制革", "皮革 制革", ["转鼓"], "Φ", "万标张"],
  ["bricks", "烧结砖瓦", "砖厂 页岩砖 砖瓦", ["轮窑", "隧道窑"], "门", "万块"],
  ["nonferrous", "有色金属", "锌业 硅业 有色金属", ["鼓风炉", "反射炉", "电解槽"], "kA", "万吨"],
  ["coal-power", "煤电", "热电 发电", ["汽轮发电机组", "燃煤锅炉"], "MW", "万千瓦"],
] as const;

const LIST_KINDS = [
  ["plan", "年度退出计划名单"],
  ["rectification", "限期整改名单"],
  ["closed", "已依法关闭名单"],
  ["exit", "落后产能退出名单"],
  ["over-emission", "超标排放名单"],
] as const;

const STATES = [
  ["planned", "列入计划"],
  ["stopped", "已停产"],
  ["sealed", "已封存待拆除"],
  ["dismantled", "主体设备已拆除"],
  ["accepted", "已通过验收"],
] as const;

const BRAND_SIGNS = [
  ..."恒昌泰鑫宏盛瑞丰华安金龙汉江秦岭兴达永顺福源天成诚信广利民东南西北方正中和富强长青春晖祥云吉庆新远大明德隆嘉禾",
];
const FORMS = ["有限公司", "有限责任公司", "厂", "股份有限公司", "集团有限公司"];
const CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const YEARS = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];

function inventEnterprise(number: number, random: Random): SearchRecord {
  const [jurisdiction, province, city, digits, counties] = random.one(PLACES);
  const names = counties.split(" ");
  const county = random.one(names);
  const [industry, industryLabel, trades, machines, shape, unit] = random.one(INDUSTRIES);
  const [listKind, listLabel] = random.one(LIST_KINDS);
  const [state, stateLabel] = random.one(STATES);
  const year = random.one(YEARS);
  const trade = random.one(trades.split(" "));
  const nameOf = () =>
    `${random.one([city, county, county.slice(0, 2), ""])}${inventBrand(random)}${trade}${random.one(FORMS)}`;
  const equipment = Array.from({ length: 1 + random.whole(2) }, () => {
    return `${inventModel(shape, random)}${random.one(machines)}${1 + random.whole(4)}台`;
  });
  const areaCode = `${digits}${String(names.indexOf(county) + 2).padStart(2, "0")}`;
  return {
    id: `${jurisdiction}-${String(number).padStart(6, "0")}`,
    url: `/enterprises/${jurisdiction}-${String(number).padStart(6, "0")}/`,
    kind: "enterprise",
    date: `${year}-${String(1 + random.whole(12)).padStart(2, "0")}-${String(1 + random.whole(28)).padStart(2, "0")}`,
    isSample: true,
    fields: {
      name: random.isWithin(0.1) ? [nameOf(), nameOf()] : [nameOf()],
      code: [inventCode(areaCode, random)],
      place: [`${province}${city}${county}`],
      about: [
        `${industryLabel}行业`,
        `${city}${year}年${listLabel}（第${1 + random.whole(4)}批）`,
        stateLabel,
      ],
      equipment,
      capacity: [
        `涉及产能${1 + random.whole(200)}.${random.whole(10)}${unit}${industryLabel}`,
        `${year}年${1 + random.whole(12)}月${1 + random.whole(28)}日前${random.one(["断水断电", "拆除动力装置", "拆除主体设备", "完成验收"])}，由${county}组织核实，演示数据`,
      ],
    },
    facets: {
      jurisdiction: [jurisdiction],
      listKind: random.isWithin(0.2)
        ? [listKind, "exit"].filter((kind, i, all) => all.indexOf(kind) === i)
        : [listKind],
      industry: [industry],
      year: [String(year)],
      state: [state],
    },
  };
}

function inventNotice(kind: RecordKind, about: SearchRecord, random: Random): SearchRecord {
  const [name = ""] = about.fields.name;
  const title =
    kind === "pledge" ? `${name}不再恢复生产承诺书` : `关于${name}等企业落后产能退出的公告`;
  const number = `〔${about.facets.year[0]}〕${1 + random.whole(90)}号`;
  return {
    ...about,
    kind,
    id: `${kind}-${about.id}`,
    url: `/${kind}s/${about.id}/`,
    fields: {
      ...about.fields,
      name: [title],
      code: kind === "pledge" ? [] : [number],
      capacity: [],
    },
  };
}

function inventBrand(random: Random): string {
  return random.one(BRAND_SIGNS) + random.one(BRAND_SIGNS);
}

function inventModel(shape: string, random: Random): string {
  const tenths = () => `${1 + random.whole(5)}.${random.whole(10)}`;
  const sizes: Readonly<Record<string, string>> = {
    Φ: `Φ${tenths()}×${5 + random.whole(60)}m`,
    "m³": `${(2 + random.whole(30)) * 20}m³`,
    m: `${tenths()}米`,
    门: `${12 + 2 * random.whole(20)}门`,
  };
  return sizes[shape] ?? `${5 * (1 + random.whole(60))}${shape}`;
}

function inventCode(areaCode: string, random: Random): string {
  const rest = Array.from({ length: 9 }, (_, i) =>
    i === 0 ? "M" : i === 1 ? "A" : random.one([...CODE_SIGNS]),
  );
  return `91${areaCode}${rest.join("")}${random.one([...CODE_SIGNS])}`;
}
