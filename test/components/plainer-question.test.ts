import { describe, expect, test } from "vitest";
import { plainerQuestion } from "../../src/components/search/plainer-question.ts";

const INDUSTRIES = ["水泥", "钢铁", "电解铝", "铝"];
const PLACES = ["安康市", "重庆市", "迪庆藏族自治州"];

describe("a question that found nothing is offered in plainer words", () => {
  test.each([
    [["水泥厂"], "水泥"],
    [["汉滨水泥厂"], "汉滨 水泥"],
    [["旬阳水泥厂关闭了没有"], "旬阳 水泥"],
    [["隔壁的水泥厂", "是不是被责令停产了"], "水泥"],
    [["瀚莘股份有限公司"], "瀚莘"],
    [["重庆电解铝厂"], "重庆 电解铝"],
    [["汉滨水泥"], "汉滨 水泥"],
    [["重庆黄牌"], "重庆 黄牌"],
    [["安康市退出名单"], "安康市 退出名单"],
    [["迪庆铝"], "迪庆 铝"],
    [["安康恒口砖厂"], "安康 恒口砖"],
  ])("%j becomes %s", (words, expected) => {
    expect(plainerQuestion(words, INDUSTRIES, PLACES)).toBe(expected);
  });

  test("nothing is offered when the words would stay the same or none would be left", () => {
    expect(plainerQuestion(["瀚莘"], INDUSTRIES, PLACES)).toBeUndefined();
    expect(plainerQuestion(["汉滨", "水泥"], INDUSTRIES, PLACES)).toBeUndefined();
    expect(plainerQuestion(["工厂", "关闭了吗"], INDUSTRIES, PLACES)).toBeUndefined();
    expect(plainerQuestion([], INDUSTRIES, PLACES)).toBeUndefined();
  });
});
