import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const ASK = `
  const { askPassphrase } = await import("./scripts/passphrase.ts");
  console.log(JSON.stringify(await askPassphrase(undefined)));
`;
const asked = (input: string) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", ASK],
    { input, encoding: "utf8" },
  );
  return { status, stdout: stdout.trim(), stderr };
};

test("where nobody can type the recovery passphrase, the command goes on without one and ends", () => {
  expect(asked("")).toMatchObject({ status: 0, stdout: '""' });
});

test("what is typed is taken and never shown", () => {
  const { status, stdout, stderr } = asked(" AAAA-BBBB \n");
  expect({ status, stdout }).toEqual({ status: 0, stdout: '"AAAA-BBBB"' });
  expect(stderr).not.toContain("AAAA");
});
