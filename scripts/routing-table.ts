/**
 * `npm run routing:table`: writes docs/routing.md from the rules in `content/`. With `--gaps`
 * (`npm run routing:gaps`) it lists the cells no rule covers instead, today and on every
 * later day from which somebody else answers, then where to mend what opens. Exit code 1: wrong
 * content.
 */
import { writeFileSync } from "node:fs";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { argumentsOrExit } from "./arguments.ts";
import {
  gapLines,
  ROUTING_DAY,
  ROUTING_FILE,
  routingDays,
  routingDocument,
} from "./routing-document.ts";

const HELP = `usage: npm run routing:table, npm run routing:gaps
The first writes docs/routing.md, the second lists what no rule covers.`;

const { values } = argumentsOrExit(HELP, {
  options: { gaps: { type: "boolean" }, help: { type: "boolean" } },
});

const today = shanghaiDate(new Date());
const { snapshot, coming } = readContent("content", [], values.gaps ? today : ROUTING_DAY);
if (values.help) {
  console.log(HELP);
} else if (snapshot === undefined) {
  console.error("content/ has errors: run npm run content:check");
  process.exitCode = 1;
} else if (values.gaps) {
  for (const day of routingDays(snapshot, today)) {
    const gaps = gapLines(snapshot, day);
    for (const gap of gaps) console.log(`${day} ${gap}`);
    console.log(`${day}: ${gaps.length} uncovered; each goes to the coordinator of its place`);
  }
  for (const problem of coming) console.log(formatProblem(problem));
} else {
  writeFileSync(ROUTING_FILE, routingDocument(snapshot, ROUTING_DAY));
  console.log(`wrote ${ROUTING_FILE}`);
}
