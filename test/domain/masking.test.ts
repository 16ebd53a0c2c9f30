import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPersonal, maskPersonal } from "#domain/masking.ts";

const found = (text: string) => findPersonal(text).map(({ kind, text: piece }) => [kind, piece]);

describe("numbers that lead to a person are found", () => {
  test.each([
    ["请打13800138000找我", "phone", "13800138000"],
    ["手机：138 0013 8000。", "phone", "138 0013 8000"],
    ["手机１３９－００１３－８０００", "phone", "１３９－００１３－８０００"],
    ["微信同号+86 15912345678，", "phone", "+86 15912345678"],
    ["电话0915-3212345转办公室", "phone", "0915-3212345"],
    ["（０２３）６７８９１２３４", "phone", "（０２３）６７８９１２３４"],
    ["010-62345678-801", "phone", "010-62345678-801"],
    ["联系电话：3212345", "phone", "3212345"],
    ["身份证610902199003071231。", "identityNumber", "610902199003071231"],
    ["110101 19491231 0024", "identityNumber", "110101 19491231 0024"],
    ["卡号6222 0238 0001 2345 674", "bankCard", "6222 0238 0001 2345 674"],
    ["汇到6217000000123451", "bankCard", "6217000000123451"],
    ["尾号4367421234567896的卡", "bankCard", "4367421234567896"],
    ["夜里有陕G·12345拉料", "plate", "陕G·12345"],
    ["车号渝A1B2C3", "plate", "渝A1B2C3"],
    ["新能源货车陕GD12345", "plate", "陕GD12345"],
    ["大型新能源车鄂S12345D", "plate", "鄂S12345D"],
    ["挂车粤F1234挂", "plate", "粤F1234挂"],
    ["来信zhang.san@example.com收", "email", "zhang.san@example.com"],
    ["邮箱lisi@mail.example.com.cn", "email", "lisi@mail.example.com.cn"],
  ])("%s", (text, kind, piece) => expect(found(text)).toEqual([[kind, piece]]));
});

describe("names are found where something says that they are names", () => {
  test.each([
    ["已与王先生核对", "王"],
    ["请转告张建国先生", "张建国"],
    ["欧阳女士说过", "欧阳"],
    ["由李厂长带路", "李"],
    ["举报人张三反映的情况", "张三"],
    ["举报人：李小红，", "李小红"],
    ["联系人是赵大山", "赵大山"],
    ["姓名：诸葛明", "诸葛明"],
    ["负责人（陈志强）在场", "陈志强"],
    ["我叫刘伟，是附近居民", "刘伟"],
  ])("%s", (text, piece) => expect(found(text)).toEqual([["name", piece]]));
});

describe("what leads to nobody is left alone", () => {
  test.each([
    "Φ3.2×13m球磨机2台，1×124m3高炉，2×12.5MVA矿热炉",
    "1×124m3",
    "2×180m²烧结机、YZR160M-6电机、Y2-315M-4",
    "统一社会信用代码91350100M000100Y43",
    "统一社会信用代码914403001922038216",
    "安工信字〔2024〕50号，2024年7月15日起",
    "受理编号AK-2026-000123",
    "产能600000吨/年，投资13800万元",
    "请拨打12345或12369反映",
    "6222023800012345670",
    "610902199013071231",
    "610902199003071232",
    "举报人应当在15日内补充材料",
    "举报人高度关注的情况",
    "联系人何时方便",
    "张某某、李某华已经到场",
    "总经理和副厂长都不在",
    "对方经理未到场",
    "各位先生、女士",
    "更新Y2315M电机",
    "川渝两地、黑A区",
    "金属制品厂、石灰窑、江边码头、沈阳设备厂",
    "本部门已经受理，将依法核查。",
    "",
  ])("%s", (text) => expect(found(text)).toEqual([]));
});

test("everything found is replaced in its place, the rest stays to the letter", () => {
  expect(
    maskPersonal("举报人张建国（电话138 0013 8000，身份证610902199003071231）说陕G12345每晚拉料。"),
  ).toBe("举报人某（电话（电话略），身份证（证件号码略））说（车牌略）每晚拉料。");
});

test("spans say where they are in the text as it was written", () => {
  const text = "电话１３８００１３８０００，车牌陕G12345";
  for (const { start, end, text: piece } of findPersonal(text))
    expect(text.slice(start, end)).toBe(piece);
  expect(findPersonal(text)).toHaveLength(2);
});

test("a masked text has nothing more to mask, whatever it is made of", () => {
  const PIECES = [
    "举报人",
    "张三",
    "王先生",
    "138",
    "00138000",
    "陕G12345",
    "李",
    "，",
    "厂长",
    "@a.cn",
    "610902199003071231",
    "6217000000123451",
    "91350100M000100Y43",
    "1×124m3",
    "由",
    "0915-3212345",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
      const once = maskPersonal(pieces.join(""));
      expect(findPersonal(once)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
