/**
 * `npm run routing:table`: writes docs/routing.md from the rules in `content/`. With `--gaps`
 * (`npm run routing:gaps`) it lists the cells no rule covers instead, on that day and on every later
 * one from which somebody else answers, then where to mend what opens. Exit code 1: wrong content.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import {
  gapLines,
  ROUTING_DAY,
  ROUTING_FILE,
  routingDays,
  routingDocument,
} from "./routing-document.ts";

const { values } = parseArgs({ options: { gaps: { type: "boolean" } } });
const { snapshot, coming } = readContent("content", [], ROUTING_DAY);
if (snapshot === undefined) {
  console.error("content/ has errors: run npm run content:check");
  process.exitCode = 1;
} else if (values.gaps) {
  for (const day of routingDays(snapshot, ROUTING_DAY)) {
    const gaps = gapLines(snapshot, day);
    for (const gap of gaps) console.log(`${day} ${gap}`);
    console.log(`${day}: ${gaps.length} uncovered; each goes to the coordinator of its place`);
  }
  for (const problem of coming) console.log(formatProblem(problem));
} else {
  writeFileSync(ROUTING_FILE, routingDocument(snapshot, ROUTING_DAY));
  console.log(`wrote ${ROUTING_FILE}`);
}
