import { expect, test } from "vitest";
import { wholeAnswer } from "#lib/whole-answer.ts";

const parts = (...chunks: (string | Error)[]) =>
  new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift();
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (chunk instanceof Error) controller.error(chunk);
      else if (chunk === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(chunk));
    },
  });

test("a page that comes in parts is answered complete, with its status and headers", async () => {
  const headers = [
    ["Content-Type", "text/html"],
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
  ] as [string, string][];
  const answer = await wholeAnswer(
    new Response(parts("<h1>", "名单", "</h1>"), { status: 422, headers }),
  );
  expect(await answer.text()).toBe("<h1>名单</h1>");
  expect(answer.status).toBe(422);
  expect(answer.headers.get("Content-Type")).toBe("text/html");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("a part that fails after the first was sent is a fault of the whole page", async () => {
  const broken = new Response(parts("<h1>", new Error("no such member")));
  await expect(wholeAnswer(broken)).rejects.toThrow("no such member");
});

test.each([204, 303, 304])(
  "an answer of status %i without a body stays as it is",
  async (status) => {
    const answer = new Response(null, { status, headers: { Location: "/staff/" } });
    expect(await wholeAnswer(answer)).toBe(answer);
  },
);
