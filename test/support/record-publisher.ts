/**
 * Writes what is admitted into the content, over the folders of a test, which kills it. Says `.`
 * when it begins and `done` when nothing is left.
 */
import { readSettings } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { publishDue } from "#server/services/publish-due.ts";

const read = readSettings(process.env);
if (!("settings" in read)) throw new Error(JSON.stringify(read));
const { house } = await openHouse(read.settings);
const now = () => new Date(`${house.today()}T04:00:00Z`);
process.stdout.write(".");
const results = await publishDue({ ...house, now }, house.content);
const faults = results.flatMap((result) => result.faults);
if (faults.length > 0) throw new Error(faults.join("\n"));
process.stdout.write("done");
await house.db.close();
