/**
 * Surnames that are common and, before a given name, seldom begin a word. Those that are mostly
 * words of their own (和, 时, 应, 于 …) are left out: better a name missed than a text full of
 * questions nobody reads.
 */
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温康樊葛邢齐庄梅";
const COMPOUND = ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "司徒", "东方", "令狐"];
/** Begin with a surname and are no name. */
const WORDS = [
  "高度",
  "高兴",
  "高温",
  "高炉",
  "高压",
  "马上",
  "何时",
  "何地",
  "何处",
  "何种",
  "金额",
  "金属",
  "石灰",
  "石材",
  "石料",
  "黄金",
  "黄色",
  "黄牌",
  "周边",
  "周围",
  "周期",
  "余下",
  "余热",
  "余料",
  "曾经",
  "曾有",
  "许可",
  "许多",
  "江边",
  "田地",
  "田间",
  "雷同",
  "龙头",
  "夏季",
  "夏天",
  "温度",
  "严格",
  "严重",
  "严禁",
  "严厉",
  "钱款",
  "钱物",
  "武装",
  "康复",
  "毛重",
  "毛坯",
  "付款",
  "顾虑",
  "林地",
  "林区",
  "程序",
  "程度",
  "范围",
  "段落",
  "陆续",
  "孔径",
  "汤水",
  "庄园",
  "齐全",
  "莫要",
  "沈阳",
  "苏州",
  "江苏",
  "江西",
  "郑州",
  "杨凌",
  "石泉",
  "唐山",
  "邯郸",
  "马鞍",
  "武汉",
  "武功",
];
/** Words of a sentence, which no given name holds. */
const NO_GIVEN =
  "的了是在和与对将已未不没有请其这那该也都要可以为把被从到等及或说称报电某们我你您他她";

const WORD = `(?!${WORDS.join("|")})`;
const GIVEN = `[^\\P{Script=Han}${NO_GIVEN}]`;
const SURNAME = `(?:${COMPOUND.join("|")}|[${SURNAMES}])`;
const TITLE = "(?:先生|女士|小姐|师傅|大爷|大妈|阿姨)";
/** Whoever is called by their office; only where a word clearly begins. */
const OFFICE = "(?:老板|经理|厂长|主任|科长|局长|书记|村长|同志)";
const BEGINS = "(?<=^|[^\\p{Script=Han}]|[由和与向找给跟是被让请的])";
/** After these a name follows. */
const MARKED =
  "(?<=(?:举报人|投诉人|反映人|当事人|联系人|证人|工人|职工|业主|负责人|经办人|代表人|实际控制人|姓名|我叫|名叫|本人)[：:是为叫，, （(]{0,2})";
const ENDS = "(?=$|[^\\p{Script=Han}]|[的了是在和与对将已未不说称反来表提签电到及或等])";

/** Where in a text a name stands. All are global and read the text as it was written. */
export const PERSON_NAMES: readonly RegExp[] = [
  `${WORD}${SURNAME}${GIVEN}{0,2}(?=${TITLE})`,
  `${BEGINS}${WORD}${SURNAME}${GIVEN}{0,2}(?=${OFFICE})`,
  `${MARKED}${WORD}${SURNAME}(?:${GIVEN}{1,2}?${ENDS}|${GIVEN}{1,2})`,
].map((source) => new RegExp(source, "gu"));
