import { describe, expect, test } from "vitest";
import { plainerQuestion } from "../../src/components/search/plainer-question.ts";

const INDUSTRIES = ["水泥", "钢铁", "电解铝", "铝"];

describe("a question that found nothing is offered in plainer words", () => {
  test.each([
    [["水泥厂"], "水泥"],
    [["汉滨水泥厂"], "汉滨 水泥"],
    [["旬阳水泥厂关闭了没有"], "旬阳 水泥"],
    [["隔壁的水泥厂", "是不是被责令停产了"], "水泥"],
    [["瀚莘股份有限公司"], "瀚莘"],
    [["重庆电解铝厂"], "重庆 电解铝"],
    [["汉滨水泥"], "汉滨 水泥"],
  ])("%j becomes %s", (words, expected) => {
    expect(plainerQuestion(words, INDUSTRIES)).toBe(expected);
  });

  test("nothing is offered when the words would stay the same or none would be left", () => {
    expect(plainerQuestion(["瀚莘"], INDUSTRIES)).toBeUndefined();
    expect(plainerQuestion(["汉滨", "水泥"], INDUSTRIES)).toBeUndefined();
    expect(plainerQuestion(["工厂", "关闭了吗"], INDUSTRIES)).toBeUndefined();
    expect(plainerQuestion([], INDUSTRIES)).toBeUndefined();
  });
});
