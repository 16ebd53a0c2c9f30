import type { CapacityUnit } from "#domain/capacity.ts";

/** A kind of main equipment as lists print it. `models` pairs each model with its capacity. */
export interface MachineType {
  name: string;
  measureWord: string;
  /** Machines of this kind a firm may have. */
  quantities: readonly number[];
  product: string;
  unit: CapacityUnit;
  /** The capacity is that of all machines together, as with a row of cells. */
  isJoint?: true;
  models: readonly (readonly [model: string, capacity: number])[];
}

/** An industry's words in a firm's name, and the equipment its lists name. */
export interface Trade {
  words: readonly string[];
  machines: readonly MachineType[];
}

/** For an industry the table does not know: a place may name one of its own. */
const UNKNOWN_TRADE: Trade = {
  words: ["工业", "制造"],
  machines: [
    {
      name: "生产线",
      measureWord: "条",
      quantities: [1, 2],
      product: "工业产品",
      unit: "吨/年",
      models: [
        ["3000吨/年", 3000],
        ["5000吨/年", 5000],
        ["8000吨/年", 8000],
      ],
    },
  ],
};

/** Industries without main equipment of their own: no firm is invented for them. */
const WITHOUT_MACHINES: readonly string[] = ["building", "virtual-currency", "all-industry"];

/** The trade of an industry. */
export function tradeOf(industry: string): Trade {
  return TRADES[industry] ?? UNKNOWN_TRADE;
}

/** Those of the industries for which a firm can be invented. */
export function tradesOf(industries: readonly string[]): string[] {
  return industries.filter((industry) => !WITHOUT_MACHINES.includes(industry));
}

/**
 * Equipment by industry id (`content/industries.yaml`), in models and units that official lists
 * really print; sizes are those the catalogues of backward equipment name. Figures are invented.
 */
const TRADES: Readonly<Record<string, Trade>> = {
  steel: {
    words: ["钢铁", "炼铁", "特钢"],
    machines: [
      {
        name: "高炉",
        measureWord: "座",
        quantities: [1, 2],
        product: "炼铁高炉炉容",
        unit: "立方米",
        models: [
          ["124m³", 124],
          ["300m³", 300],
          ["450m³", 450],
          ["630m³", 630],
        ],
      },
      {
        name: "转炉",
        measureWord: "座",
        quantities: [1],
        product: "炼钢转炉公称容量",
        unit: "吨",
        models: [
          ["20t", 20],
          ["30t", 30],
          ["40t", 40],
        ],
      },
      {
        name: "中频炉",
        measureWord: "台",
        quantities: [1, 2, 4],
        product: "钢坯",
        unit: "万吨/年",
        models: [
          ["GW-5t", 1.5],
          ["GW-10t", 3],
          ["GW-20t", 6],
        ],
      },
    ],
  },
  cement: {
    words: ["水泥", "建材", "水泥制造"],
    machines: [
      {
        name: "回转窑",
        measureWord: "台",
        quantities: [1, 2],
        product: "水泥熟料",
        unit: "吨/日",
        models: [
          ["Φ2.5×40m", 600],
          ["Φ3.2×52m", 1200],
          ["Φ3.5×54m", 1500],
          ["Φ4.0×60m", 2500],
        ],
      },
      {
        name: "球磨机",
        measureWord: "台",
        quantities: [1, 2, 3],
        product: "水泥",
        unit: "万吨/年",
        models: [
          ["Φ1.83×7m", 8],
          ["Φ2.2×7m", 12],
          ["Φ2.2×7.5m", 14],
          ["Φ2.4×13m", 26],
          ["Φ3.2×13m", 45],
        ],
      },
      {
        name: "机械化立窑",
        measureWord: "座",
        quantities: [1, 2],
        product: "水泥熟料",
        unit: "万吨/年",
        models: [
          ["Φ2.5×10m", 6],
          ["Φ3.0×11m", 10],
        ],
      },
    ],
  },
  coal: {
    words: ["煤业", "煤炭"],
    machines: [
      {
        name: "矿井提升系统",
        measureWord: "套",
        quantities: [1],
        product: "原煤",
        unit: "万吨/年",
        models: [
          ["JK-2.0×1.5", 9],
          ["JK-2.5×2.0", 15],
          ["JTP-1.6×1.2", 6],
        ],
      },
    ],
  },
  "electrolytic-aluminium": {
    words: ["铝业", "电解铝"],
    machines: [
      {
        name: "预焙电解槽",
        measureWord: "台",
        quantities: [40, 60, 82],
        product: "电解铝",
        unit: "万吨/年",
        isJoint: true,
        models: [
          ["120kA", 2],
          ["160kA", 3.5],
          ["186kA", 5],
        ],
      },
    ],
  },
  "flat-glass": {
    words: ["玻璃", "平板玻璃"],
    machines: [
      {
        name: "平拉玻璃生产线",
        measureWord: "条",
        quantities: [1, 2],
        product: "平板玻璃",
        unit: "万重量箱",
        models: [
          ["150t/d", 90],
          ["220t/d", 130],
          ["300t/d", 180],
        ],
      },
    ],
  },
  "glass-ceramics": {
    words: ["陶瓷", "瓷业"],
    machines: [
      {
        name: "辊道窑",
        measureWord: "条",
        quantities: [1, 2],
        product: "建筑陶瓷",
        unit: "万平方米",
        models: [
          ["90m", 120],
          ["120m", 150],
          ["168m", 260],
        ],
      },
    ],
  },
  ferroalloy: {
    words: ["铁合金", "硅业"],
    machines: [
      {
        name: "矿热炉",
        measureWord: "台",
        quantities: [1, 2, 4],
        product: "铁合金",
        unit: "万吨",
        models: [
          ["3200kVA", 0.4],
          ["6300kVA", 0.8],
          ["12500kVA", 1.8],
        ],
      },
    ],
  },
  "calcium-carbide": {
    words: ["电石", "电石化工"],
    machines: [
      {
        name: "内燃式电石炉",
        measureWord: "台",
        quantities: [1, 2],
        product: "电石",
        unit: "万吨/年",
        models: [
          ["6300kVA", 1],
          ["12500kVA", 2.5],
        ],
      },
    ],
  },
  coking: {
    words: ["焦化", "焦化煤气"],
    machines: [
      {
        name: "焦炉",
        measureWord: "座",
        quantities: [1, 2],
        product: "焦炭",
        unit: "万吨",
        models: [
          ["JN43-80型4.3m", 30],
          ["66型", 10],
          ["TJL4350D", 45],
        ],
      },
    ],
  },
  "nonferrous-metals": {
    words: ["有色金属", "铅锌", "金属"],
    machines: [
      {
        name: "密闭鼓风炉",
        measureWord: "座",
        quantities: [1, 2],
        product: "粗铅",
        unit: "吨/年",
        models: [
          ["2.5m²", 6000],
          ["4m²", 10000],
          ["5.5m²", 15000],
        ],
      },
      {
        name: "浮选机组",
        measureWord: "组",
        quantities: [1, 2],
        product: "铅锌原矿处理",
        unit: "吨/日",
        models: [
          ["SF-1.2", 100],
          ["SF-2.8", 200],
        ],
      },
    ],
  },
  smelting: {
    words: ["冶炼", "冶金"],
    machines: [
      {
        name: "反射炉",
        measureWord: "座",
        quantities: [1, 2],
        product: "再生铜",
        unit: "吨/年",
        models: [
          ["30t", 5000],
          ["50t", 8000],
        ],
      },
    ],
  },
  "yellow-phosphorus": {
    words: ["黄磷", "磷化工"],
    machines: [
      {
        name: "黄磷电炉",
        measureWord: "台",
        quantities: [1, 2],
        product: "黄磷",
        unit: "吨/年",
        models: [
          ["7200kVA", 4500],
          ["10000kVA", 6500],
        ],
      },
    ],
  },
  chemicals: {
    words: ["化工", "化学", "精细化工"],
    machines: [
      {
        name: "固定层间歇式煤气发生炉",
        measureWord: "台",
        quantities: [1, 2, 3],
        product: "合成氨",
        unit: "万吨/年",
        models: [
          ["Φ2400", 3],
          ["Φ2610", 4],
        ],
      },
    ],
  },
  "hazardous-chemicals": {
    words: ["化工", "化学品"],
    machines: [
      {
        name: "间歇式硝化反应釜",
        measureWord: "台",
        quantities: [2, 4],
        product: "硝基化合物",
        unit: "吨/年",
        models: [
          ["K3000L", 800],
          ["K5000L", 1500],
        ],
      },
    ],
  },
  "fired-brick": {
    words: ["砖业", "页岩砖", "建材砖瓦"],
    machines: [
      {
        name: "轮窑",
        measureWord: "座",
        quantities: [1],
        product: "烧结砖",
        unit: "万块/年",
        models: [
          ["18门", 1500],
          ["22门", 2000],
          ["24门", 2400],
        ],
      },
      {
        name: "隧道窑",
        measureWord: "条",
        quantities: [1, 2],
        product: "烧结砖",
        unit: "万标砖",
        models: [
          ["2.5m×90m", 2500],
          ["3.6m×110m", 4000],
        ],
      },
    ],
  },
  "coal-boiler": {
    words: ["热力", "供热", "锅炉服务"],
    machines: [
      {
        name: "燃煤锅炉",
        measureWord: "台",
        quantities: [1, 2],
        product: "蒸汽",
        unit: "蒸吨/小时",
        models: [
          ["DZL4-1.25-AⅡ 4t/h", 4],
          ["DZL6-1.25-AⅡ 6t/h", 6],
          ["SZL10-1.25-AⅡ 10t/h", 10],
          ["SZL35-1.6-AⅡ 35t/h", 35],
        ],
      },
    ],
  },
  "coal-power": {
    words: ["发电", "热电", "能源"],
    machines: [
      {
        name: "燃煤发电机组",
        measureWord: "台",
        quantities: [1, 2],
        product: "火力发电",
        unit: "万千瓦",
        models: [
          ["C12-4.90/0.98", 1.2],
          ["N25-3.43", 2.5],
          ["N50-8.83", 5],
          ["N135-13.24", 13.5],
        ],
      },
    ],
  },
  "coal-products": {
    words: ["型煤", "洁净煤"],
    machines: [
      {
        name: "型煤成型机",
        measureWord: "台",
        quantities: [1, 2],
        product: "型煤",
        unit: "万吨/年",
        models: [
          ["GYQ-430", 3],
          ["GYQ-650", 6],
        ],
      },
    ],
  },
  mining: {
    words: ["矿业", "采石"],
    machines: [
      {
        name: "颚式破碎生产线",
        measureWord: "条",
        quantities: [1],
        product: "建筑石料",
        unit: "万吨/年",
        models: [
          ["PE-400×600", 5],
          ["PE-600×900", 12],
        ],
      },
    ],
  },
  foundry: {
    words: ["铸造", "铸业"],
    machines: [
      {
        name: "冲天炉",
        measureWord: "座",
        quantities: [1, 2],
        product: "铸件",
        unit: "吨/年",
        models: [
          ["3t/h", 4000],
          ["5t/h", 8000],
        ],
      },
      {
        name: "无磁轭铝壳中频炉",
        measureWord: "台",
        quantities: [1, 2, 3],
        product: "铸件",
        unit: "吨/年",
        models: [
          ["0.5t", 1000],
          ["1t", 2500],
        ],
      },
    ],
  },
  papermaking: {
    words: ["纸业", "造纸"],
    machines: [
      {
        name: "圆网造纸机",
        measureWord: "台",
        quantities: [1, 2],
        product: "瓦楞原纸",
        unit: "万吨",
        models: [
          ["1575型", 0.8],
          ["1760型", 1.2],
        ],
      },
    ],
  },
  dyeing: {
    words: ["印染", "染整"],
    machines: [
      {
        name: "绳状染色机",
        measureWord: "台",
        quantities: [4, 8, 12],
        product: "印染布",
        unit: "亿米",
        isJoint: true,
        models: [
          ["浴比1:12", 0.12],
          ["浴比1:10", 0.18],
        ],
      },
    ],
  },
  leather: {
    words: ["皮革", "制革"],
    machines: [
      {
        name: "制革转鼓",
        measureWord: "台",
        quantities: [6, 10],
        product: "牛皮革",
        unit: "万标张",
        isJoint: true,
        models: [
          ["Φ3.0×3.0m", 5],
          ["Φ3.5×3.5m", 8],
        ],
      },
    ],
  },
  "lead-battery": {
    words: ["蓄电池", "电源"],
    machines: [
      {
        name: "开放式铅粉机",
        measureWord: "台",
        quantities: [1, 2],
        product: "铅蓄电池",
        unit: "万千伏安时",
        models: [
          ["14t", 12],
          ["24t", 20],
        ],
      },
    ],
  },
  manganese: {
    words: ["锰业", "锰加工"],
    machines: [
      {
        name: "电解锰整流机组",
        measureWord: "套",
        quantities: [1, 2],
        product: "电解金属锰",
        unit: "万吨",
        models: [
          ["6000A", 0.5],
          ["10000A", 1],
        ],
      },
    ],
  },
  "heavy-metals": {
    words: ["锑业", "金属冶炼"],
    machines: [
      {
        name: "鼓风炉",
        measureWord: "座",
        quantities: [1],
        product: "精锑",
        unit: "吨/年",
        models: [
          ["1.2m²", 1200],
          ["2m²", 2500],
        ],
      },
    ],
  },
  "refined-oil": {
    words: ["石化", "油品"],
    machines: [
      {
        name: "常减压蒸馏装置",
        measureWord: "套",
        quantities: [1],
        product: "原油加工",
        unit: "万吨/年",
        models: [
          ["50万吨/年", 50],
          ["100万吨/年", 100],
        ],
      },
    ],
  },
};
