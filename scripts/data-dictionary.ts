/**
 * `npm run docs:dictionary`: writes docs/data-dictionary.md from the schemas of src/domain. With
 * `--check` it only says whether the file is up to date (exit code 1 when it is not).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { argumentsOrExit } from "./arguments.ts";
import { DICTIONARY_FILE, dictionary } from "./dictionary.ts";

const HELP = "usage: npm run docs:dictionary -- [--check]";

const { values } = argumentsOrExit(HELP, {
  options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});
if (values.help) console.log(HELP);
else if (!values.check) {
  writeFileSync(DICTIONARY_FILE, dictionary());
  console.log(`wrote ${DICTIONARY_FILE}`);
} else if (readFileSync(DICTIONARY_FILE, "utf8") !== dictionary()) {
  console.error(`${DICTIONARY_FILE} is out of date: run npm run docs:dictionary`);
  process.exitCode = 1;
}
