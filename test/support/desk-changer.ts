/**
 * Agrees to a change of departments and hands on what the dissolved desk holds, over the folders of
 * a test, which kills it: `desk-changer.ts CHANGE`. Says `.` before each step and `done` at the end.
 */
import { readContent } from "#registry/read-content.ts";
import { readSettings } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { admitDeskChange } from "#server/services/admit-desk-change.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { listDueTransfer, transferTips } from "#server/services/transfer-tips.ts";

const [id = ""] = process.argv.slice(2);
const { RECOVERY_PASSPHRASE = "", ...environment } = process.env;
const read = readSettings(environment);
if (!("settings" in read)) throw new Error(JSON.stringify(read));
const { settings } = read;
let snapshot = sound();
const { house } = await openHouse(settings, () => snapshot);
const clerk = recoveryClerk(house, RECOVERY_PASSPHRASE);
const grants = [{ role: "administrator" }] as const;
process.stdout.write(".");
await admitDeskChange(house, { id: "second", account: "second", name: "乙", grants }, id);
// As the release built from the content would have it.
snapshot = sound();
process.stdout.write(".");
const gone = { jurisdiction: "lanhe", department: "market-regulation" };
await transferTips(house, clerk, gone);
const { references } = await listDueTransfer(house, gone);
if (references.length === 0) process.stdout.write("done");
await house.db.close();

function sound() {
  const { snapshot } = readContent(settings.CONTENT_DIR);
  if (snapshot === undefined) throw new Error("the content is not sound");
  return snapshot;
}
