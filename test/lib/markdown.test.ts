import { expect, test } from "vitest";
import { renderMarkdown } from "#lib/markdown.ts";

test("Markdown becomes HTML", async () => {
  expect(await renderMarkdown("第一段\n\n- 一\n- 二")).toContain("<li>一</li>");
});

test("HTML in a body is shown as text and never run", async () => {
  const html = await renderMarkdown('<script>alert(1)</script><img src=x onerror="y">');
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain("alert(1)");
});

test("a link that would run a script is not made", async () => {
  expect(await renderMarkdown("[看](javascript:alert(1))")).not.toContain("javascript:");
});
