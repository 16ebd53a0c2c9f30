/** `npm run docs:acts`: writes docs/tip-acts.md from the table of acts. */
import { writeFileSync } from "node:fs";
import { ACT_FILE, actDocument } from "./act-document.ts";

writeFileSync(ACT_FILE, actDocument());
console.log(`wrote ${ACT_FILE}`);
