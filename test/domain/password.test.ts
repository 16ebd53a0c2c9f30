import { expect, test } from "vitest";
import { passwordProblem } from "#domain/password.ts";

test.each([
  ["eleven characters", "kd83 fjw0qz"],
  ["nothing", ""],
  ["a word everybody uses, with digits", "password123456"],
  ["two such words", "AdminPassword1"],
  ["the keyboard from left to right", "qwertyuiopasdfghjkl"],
  ["the keyboard from top to bottom", "1qaz2wsx3edc"],
  ["counting up", "123456789012345"],
  ["one character again and again", "aaaaaaaaaaaaaaaa"],
  ["two characters again and again", "abababababababab"],
  ["a declaration of love", "woaini5201314"],
  ["the account and a year", "zhangwei2024zhangwei"],
  ["full-width letters of a common word", "ｐａｓｓｗｏｒｄ１２３４"],
  ["201 characters", "长".repeat(201)],
])("%s is refused", (_, password) => {
  expect(passwordProblem(password, ["zhangwei"])).toMatch(/密码/);
});

test.each([
  ["four words that have nothing to do with each other", "骆驼 铅笔 秤砣 灯塔 南瓜 雨伞"],
  ["random letters", "xK7vQm2pLz9w"],
  ["a sentence", "My cat reads 3 newspapers daily"],
  ["a common word within enough of one's own", "admin-kd83 fjw0qz"],
])("%s may be used", (_, password) => {
  expect(passwordProblem(password, ["zhangwei"])).toBeNull();
});

test("the sentence never repeats the password", () => {
  expect(passwordProblem("password123456", [])).not.toContain("password");
});
