import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { ACT_FILE, actDocument } from "../../scripts/act-document.ts";

test("the table of acts in the docs is the one the server goes by", () => {
  expect(readFileSync(ACT_FILE, "utf8")).toBe(actDocument());
  expect(actDocument().match(/^\| `/gm)).toHaveLength(TIP_ACTS.length);
});
