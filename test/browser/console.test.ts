import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import type { Grant } from "#domain/staff-role.ts";
import { fileTip } from "#support/file-tip.ts";
import { followAt } from "#support/filing-client.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

let office: StaffBrowser;
let page: Page;
let tip: { reference: string; receipt: string };
const LEAD: Grant = { role: "deskLead", jurisdiction: "ankang", department: "industry" };

beforeAll(async () => {
  office = await openStaffBrowser();
  const { desks, ...filed } = (await fileTip(office.server.origin, {
    subject: { name: "某铸造厂" },
  })) as typeof tip & { desks: { department: string; role: string }[] };
  tip = filed;
  LEAD.department = desks.find(({ role }) => role === "lead")?.department ?? "";
  page = await office.pageOf("desk.lead", [LEAD]);
});
afterAll(() => office?.close());

/** Unfolds the form of an act and gives it. */
async function open(act: string, on = page) {
  const form = on.locator(`#act-${act}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  return form;
}

test("the inbox shows the tip with whom it is about and when it is due", async () => {
  await page.goto("/staff/tips/");
  const row = page.locator("tr", { hasText: tip.reference });
  expect(await row.textContent()).toContain("某铸造厂");
  expect(await row.textContent()).toMatch(/还剩\d+个工作日/);
  expect(await page.locator("[aria-current=page]").first().textContent()).toContain("举报");
  expect(await faults(page)).toEqual([]);
});

test("the first page after signing in counts what waits and opens the most urgent tip", async () => {
  await page.goto("/staff/");
  expect(await page.locator("main").textContent()).toMatch(/1件\s*待受理/);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: tip.reference }).click();
  expect(await page.locator("h1").textContent()).toContain(tip.reference);
  await page.goto("/staff/tips/");
});

test("an act without what it needs is refused with everything missing; nothing typed is lost", async () => {
  await page.getByRole("link", { name: tip.reference }).click();
  const form = await open("decline");
  await form.getByLabel("说明").fill("不归本部门。");
  await press(page, "不予受理");
  expect(await page.title()).toMatch(/^错误：/);
  expect(await page.locator(":focus").getAttribute("role")).toBe("alert");
  expect(await page.getByRole("alert").getByRole("link").count()).toBe(2);
  expect(await page.locator("#decline-note").inputValue()).toBe("不归本部门。");
  expect(await faults(page)).toEqual([]);
});

test("the desk admits, writes, notes for itself and takes the tip in hand, without scripts", async () => {
  await page.goto(`/staff/tips/${tip.reference}/`);
  await open("admit");
  await press(page, "受理");
  expect(await page.getByRole("status").textContent()).toContain("已经办好");
  await open("extend");
  await press(page, "延长");
  expect(await page.getByRole("alert").count()).toBe(1);
  expect(await page.getByRole("status").count()).toBe(0);
  await page.getByLabel("给举报人写消息").fill("请问大门朝哪边？");
  await press(page, "发给举报人");
  await page.getByLabel("写一条内部记录").fill("明早带队去看");
  await press(page, "保存");
  const assign = page.locator("#work-assign");
  await assign.locator("summary").click();
  await assign.getByLabel("交给").selectOption({ label: "成员desk.lead" });
  await press(page, "分派");
  expect(await assign.textContent()).toContain("成员desk.lead");
  const { body } = await followAt(office.server.origin, tip.receipt);
  expect(body).toMatchObject({ status: "admitted", messages: [{ text: "请问大门朝哪边？" }] });
  expect(JSON.stringify(body)).not.toContain("明早带队去看");
  expect(await faults(page)).toEqual([]);
});

test("a message that points to a person is shown masked, and leaves as the desk decides", async () => {
  await page.goto(`/staff/tips/${tip.reference}/`);
  await page.getByLabel("给举报人写消息").fill("请打13800138000找王先生。");
  await press(page, "发给举报人");
  expect(await page.locator(".masked").textContent()).toBe("请打（电话略）找某先生。");
  expect(await page.locator("#message-text").inputValue()).toContain("13800138000");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("按遮盖后的发出").check();
  await press(page, "发给举报人");
  expect(await page.locator("#messages").textContent()).toContain("请打（电话略）找某先生。");
  const { body } = await followAt(office.server.origin, tip.receipt);
  expect(JSON.stringify(body)).not.toContain("13800138000");
});

test("what was being written when the session ended is handed back, and sent after signing in", async () => {
  await page.goto(`/staff/tips/${tip.reference}/`);
  const cookies = await page.context().cookies();
  await page.getByLabel("写一条内部记录").fill("<b>门卫</b>说\n夜里三点开炉");
  await page.context().clearCookies();
  await press(page, "保存");
  expect(await page.title()).toContain("登录已经过期");
  expect(await page.locator("blockquote").textContent()).toBe("<b>门卫</b>说\n夜里三点开炉");
  expect(await faults(page)).toEqual([]);
  await press(page, "再提交一次");
  expect(await page.locator("blockquote").count()).toBe(1);
  await page.context().addCookies(cookies);
  await press(page, "再提交一次");
  expect(await page.getByRole("status").textContent()).toContain("内部记录已经保存");
  expect(await page.locator("#notes").textContent()).toContain("夜里三点开炉");
});

test("a template fills the note of an act, with the tip's own facts, without scripts", async () => {
  await page.goto(`/staff/tips/${tip.reference}/`);
  await open("extend");
  await page.locator("#extend-template").selectOption({ label: "等待检测结果" });
  await press(page.locator("#act-extend"), "填入模板");
  expect(await page.locator("#extend-note").inputValue()).toContain("需要延长办理时间");
  expect(await page.locator("#act-extend").getAttribute("open")).not.toBeNull();
  expect(await page.locator("#ask-note").inputValue()).toBe("");
  expect(await faults(page)).toEqual([]);
});

test("an act on what a colleague has changed meanwhile is refused, and says so", async () => {
  const colleague = page;
  page = await office.pageOf("colleague", [LEAD]);
  await page.goto(`/staff/tips/${tip.reference}/`);
  const first = page;
  page = colleague;
  await page.goto(`/staff/tips/${tip.reference}/`);
  await open("verify");
  await press(page, "开始核查");
  page = first;
  const form = await open("extend");
  await form.getByLabel("说明").fill("要等检测。");
  await form.getByLabel("延长到").fill("2027-01-20");
  await press(page, "延长");
  expect(await page.getByRole("alert").textContent()).toContain("刚刚有人办过");
  const both = page.getByRole("region", { name: "有人先办了，您的没有保存" });
  expect(await both.locator("li").allTextContents()).toEqual([expect.stringContaining("核查中")]);
  for (const own of ["延长", "要等检测。", "2027-01-20"])
    expect(await both.locator("dl").locator("..").textContent()).toContain(own);
  expect(await faults(page)).toEqual([]);
  page = colleague;
});

test("whoever has the tip open sees who else has and writes, and that it has changed since", async () => {
  const colleague = await office.pageOf("second.pair", [LEAD], true);
  await colleague.goto(`/staff/tips/${tip.reference}/`);
  await colleague.getByLabel("写一条内部记录").fill("正在写");
  await page.goto(`/staff/tips/${tip.reference}/`);
  await expect
    .poll(async () => {
      await page.reload();
      return await page.locator("[data-presence]").textContent();
    })
    .toContain("成员second.pair正在填写");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("写一条内部记录").fill("我先写好了");
  await press(page, "保存");
  await page.getByLabel("给举报人写消息").fill("我们明天去看。");
  await press(page, "发给举报人");
  const changed = colleague.locator("[data-overtaken]");
  expect(await changed.isHidden()).toBe(true);
  // As when somebody comes back to the window; otherwise it asks every twenty seconds.
  await colleague.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await changed.waitFor({ state: "visible" });
  expect(await changed.innerText()).toContain("又有新消息");
  expect(await changed.innerText()).not.toContain("有人办过");
  expect(await colleague.locator("[data-presence]").textContent()).toContain("成员desk.lead正在看");
  expect(await colleague.getByLabel("写一条内部记录").inputValue()).toBe("正在写");
  expect(await faults(colleague)).toEqual([]);
  await colleague.context().close();
});

test("what was written about a tip that a colleague has handed on meanwhile is not lost", async () => {
  const { reference } = await fileTip(office.server.origin);
  const colleague = await office.pageOf("third.pair", [LEAD]);
  await colleague.goto(`/staff/tips/${reference}/`);
  await colleague.getByLabel("写一条内部记录").fill("<i>门卫</i>说夜里开炉");
  await page.goto(`/staff/tips/${reference}/`);
  const form = await open("transfer");
  await form.getByLabel("部门").selectOption({ index: 2 });
  await form.getByLabel("说明").fill("按职责移送。");
  await press(page, "移送");
  await press(colleague, "保存");
  expect(await colleague.locator("h1").textContent()).toBe("没有这件举报");
  expect(await colleague.locator("blockquote").allTextContents()).toEqual([
    "<i>门卫</i>说夜里开炉",
  ]);
  expect(await faults(colleague)).toEqual([]);
  await colleague.context().close();
});

test("a record of a check is handed back when the tip cannot take it, or was handed on meanwhile", async () => {
  const { reference } = await fileTip(office.server.origin, { category: "ditiaogang" });
  await page.goto(`/staff/tips/${reference}/verification/`);
  await page.getByLabel("核查地点").fill("院内东侧厂房");
  await page.getByLabel("核查人员一").fill("核查员甲");
  await page.getByLabel("设备1：").fill("中频炉，5吨");
  await page.locator("[id='machines.0.powerCut']").selectOption({ label: "否" });
  await press(page, "保存核查记录");
  expect(await page.getByRole("alert").textContent()).toContain("已收到");
  expect(await page.getByLabel("核查地点").inputValue()).toBe("院内东侧厂房");
  const colleague = await page.context().newPage();
  await colleague.goto(`/staff/tips/${reference}/`);
  const form = await open("transfer", colleague);
  await form.getByLabel("部门").selectOption({ index: 2 });
  await form.getByLabel("说明").fill("按职责移送。");
  await press(colleague, "移送");
  await colleague.close();
  await press(page, "保存核查记录");
  expect(await page.locator("h1").textContent()).toBe("没有这件举报");
  const written = (await page.locator("blockquote").allTextContents()).join("\n");
  for (const words of ["核查地点：院内东侧厂房", "核查员甲", "设备1：中频炉，5吨；已断电：否"]) {
    expect(written).toContain(words);
  }
  expect(await faults(page)).toEqual([]);
});

test("what the register says of the enterprise stands beside the tip, also where only its name was written", async () => {
  const { enterprises, equipment } = office.world.house.snapshot();
  const firm = enterprises.find(
    ({ id, jurisdiction }) =>
      jurisdiction === "ankang" && equipment.some(({ enterprise }) => enterprise === id),
  );
  const { reference } = await fileTip(office.server.origin, { subject: { name: firm?.name } });
  await page.goto(`/staff/tips/${reference}/`);
  const record = page.getByRole("region", { name: "这家企业的公开记录" });
  expect(await record.getByRole("link").first().getAttribute("href")).toBe(
    `/enterprises/${firm?.id}/`,
  );
  expect(await record.locator("li").count()).toBeGreaterThan(0);
  expect(await faults(page)).toEqual([]);
});

test("two inspectors write down what they saw on site; nothing typed is lost, without scripts", async () => {
  await page.goto(`/staff/tips/${tip.reference}/`);
  await page.getByRole("link", { name: "写一份核查记录" }).click();
  await page.getByLabel("核查地点").fill("院内东侧厂房");
  await page.getByLabel("核查人员一").fill("核查员甲");
  await page.getByLabel("核查人员二").fill("核查员甲");
  await page.locator("summary", { hasText: "设备2" }).click();
  await page.getByLabel("设备2：").fill("中频炉，5吨");
  await page.locator("[id='machines.1.powerCut']").selectOption({ label: "是" });
  await press(page, "保存核查记录");
  const alert = page.getByRole("alert");
  expect(await alert.textContent()).toContain("不能是同一个人");
  expect(await alert.getByRole("link").count()).toBe(2);
  expect(await page.getByLabel("设备2：").inputValue()).toBe("中频炉，5吨");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("核查日期").fill("2026-11-21");
  await page.getByLabel("核查人员二").fill("核查员乙");
  await press(page, "保存核查记录");
  expect(await page.getByRole("status").textContent()).toContain("核查记录已经保存");
  const kept = await page.locator(".record").textContent();
  for (const word of ["院内东侧厂房", "核查员甲、核查员乙", "中频炉，5吨", "没有查看"])
    expect(kept).toContain(word);
  expect(await faults(page)).toEqual([]);
  const { body } = await followAt(office.server.origin, tip.receipt);
  expect(JSON.stringify(body)).not.toContain("核查员");
});

test("whoever has a role and no key of the desk yet is told so, and who gives it", async () => {
  const { world, server } = office;
  const administrator = await makeAdministrator(world, "admin.two");
  const grants = [{ ...LEAD, role: "handler" as const }];
  const member = await makeMember(world, administrator, "no.key", grants, { hasKeys: false });
  const keyless = await office.newPage();
  const value = await signInCookie(world, member);
  await keyless.context().addCookies([{ name: SESSION_COOKIE, value, url: server.origin }]);
  for (const path of ["/staff/", "/staff/tips/"]) {
    await keyless.goto(path);
    expect(await keyless.locator(".notice.warning").textContent()).toMatch(/您还没有.+的钥匙/);
    expect(await faults(keyless)).toEqual([]);
  }
  await page.goto("/staff/");
  expect(await page.locator("main").textContent()).not.toMatch(/您还没有.+的钥匙/);
  await keyless.context().close();
});

test("the code of a tip that came by phone is printed on a sheet that names nobody", async () => {
  await page.goto("/staff/enter/");
  await page.getByLabel("来电").check();
  await page.getByLabel("事项").selectOption({ label: "地条钢" });
  await page.getByLabel("反映的情况").fill("来电人说夜里出钢");
  await page.getByLabel("不留姓名").check();
  await press(page, "登记");
  const code = await page.locator(".code-once").textContent();
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => document.body.innerText.trim().split(/\s*\n\s*/));
  await page.emulateMedia({ media: "screen" });
  expect(shown).toEqual([code?.trim(), "请收好，不要给别人看。"]);
  expect(await faults(page)).toEqual([]);
});

test("what narrows the inbox is kept as a view of one's own with its count, and dropped again", async () => {
  await page.goto(`/staff/tips/?reference=${tip.reference}`);
  await page.getByLabel("存为我的视图").fill("只看这件");
  await press(page, "存下来");
  const own = page.getByRole("list", { name: "我的视图" }).getByRole("link");
  expect(await own.textContent()).toMatch(/只看这件\s*1/);
  expect(await own.getAttribute("aria-current")).toBe("page");
  expect(await faults(page)).toEqual([]);
  await page.goto("/staff/tips/");
  await own.click();
  expect(await page.locator("tbody tr").count()).toBe(1);
  await press(page, "删除视图“只看这件”");
  expect(await own.count()).toBe(0);
});

test("several tips are taken on at once with one note; what fails is named", async () => {
  const others = [await fileTip(office.server.origin), await fileTip(office.server.origin)];
  await page.goto("/staff/tips/");
  await press(page, "办理选中的");
  expect(await page.getByRole("alert").textContent()).toContain("还没有选中举报");
  for (const { reference } of [...others, tip]) await page.getByLabel(`选择 ${reference}`).check();
  await press(page, "办理选中的");
  expect(await page.getByRole("status").textContent()).toContain("办好了2件");
  expect(await page.getByRole("alert").textContent()).toContain(tip.reference);
});

test("several tips are given to a colleague at once; the note stands among the desk's own", async () => {
  const handler = await office.pageOf("desk.handler", [{ ...LEAD, role: "handler" }]);
  await handler.context().close();
  const filed = [await fileTip(office.server.origin), await fileTip(office.server.origin)];
  await page.goto("/staff/tips/");
  for (const { reference } of filed) await page.getByLabel(`选择 ${reference}`).check();
  const does = page.getByRole("combobox", { name: "办理", exact: true });
  await does.selectOption({ label: "分派给…" });
  await page.getByLabel("说明").fill("周五以前看完");
  await press(page, "办理选中的");
  expect(await page.getByRole("alert").textContent()).toContain("请选分派给谁");
  expect(await faults(page)).toEqual([]);
  const [first] = filed;
  expect(await page.getByLabel(`选择 ${first?.reference}`).isChecked()).toBe(true);
  expect(await page.getByLabel("说明").inputValue()).toBe("周五以前看完");
  await page
    .getByRole("combobox", { name: "分派给谁" })
    .selectOption({ label: "成员desk.handler" });
  await press(page, "办理选中的");
  expect(await page.getByRole("status").textContent()).toContain("办好了2件");
  await page.goto(`/staff/tips/${first?.reference}/`);
  expect(await page.locator("#work-assign").textContent()).toContain("成员desk.handler");
  expect(await page.locator("main").textContent()).toContain("周五以前看完");
  const { body } = await followAt(office.server.origin, first?.receipt ?? "");
  expect(JSON.stringify(body)).not.toContain("周五以前看完");
});

test("of several tips, one that changed after the list was opened is left as it is", async () => {
  const [changed, other] = [
    await fileTip(office.server.origin),
    await fileTip(office.server.origin),
  ];
  await page.goto("/staff/tips/");
  const colleague = await page.context().newPage();
  await colleague.goto(`/staff/tips/${changed.reference}`);
  await open("admit", colleague);
  await press(colleague, "受理");
  await colleague.close();
  for (const { reference } of [changed, other]) await page.getByLabel(`选择 ${reference}`).check();
  await page.getByRole("combobox", { name: "办理", exact: true }).selectOption({ label: "受理" });
  await press(page, "办理选中的");
  expect(await page.getByRole("status").textContent()).toContain("办好了1件");
  const refused = await page.getByRole("alert").textContent();
  expect(refused).toContain(`${changed.reference}：刚刚有人办过这件举报`);
});

test("from a view one goes from tip to tip, also after an act that takes the tip out of it", async () => {
  const filed = [];
  for (const area of ["610921", "610922", "610923"]) {
    filed.push((await fileTip(office.server.origin, { area })).reference);
  }
  const view = "/staff/tips/?view=new&category=ditiaogang";
  await page.goto(view);
  const order = await page.locator("[data-open]").allTextContents();
  const [first = "", second = "", third = ""] = order;
  expect(order).toEqual(expect.arrayContaining(filed));
  await page.getByRole("link", { name: second }).click();
  expect(await page.locator(".case-nav").textContent()).toContain(`第2件，共${order.length}件`);
  await open("admit");
  await page.locator("#admit-template").selectOption({ index: 1 });
  await press(page.locator("#act-admit"), "填入模板");
  await press(page, "受理");
  expect(new URL(page.url()).hash, "what was done stands at the top").toBe("");
  const next = page.getByRole("status").getByRole("link");
  expect(await next.textContent()).toBe(`下一件：${third}`);
  await next.click();
  expect(await page.locator("h1").textContent()).toContain(third);
  await page.getByRole("link", { name: "上一件" }).click();
  expect(await page.locator("h1").textContent()).toContain(first);
  await page.getByRole("link", { name: "返回“待受理”" }).click();
  const address = new URL(page.url());
  expect(`${address.pathname}${address.search}`).toBe(view);
  expect(await page.locator(`[id="${first}"]:target`).count()).toBe(1);
});

test("a tip that was transferred is there no more for who handed it on, as if it never was", async () => {
  await page.goto("/staff/tips/");
  const [, other] = await page.locator("[data-open]").allTextContents();
  await page.goto(`/staff/tips/${other}/`);
  const form = await open("transfer");
  await form.getByLabel("部门").selectOption({ index: 2 });
  await form.getByLabel("说明").fill("按职责移送。");
  await press(page, "移送");
  expect(page.url()).toContain(`${office.server.origin}/staff/tips/?`);
  expect(await page.getByRole("status").textContent()).toContain("办好了1件");
  const answers = [];
  for (const reference of [other, "AK-2026-999999"]) {
    const answer = await page.goto(`/staff/tips/${reference}/`);
    answers.push([answer?.status(), await page.locator("main").textContent()]);
  }
  expect(answers[0]).toEqual([404, expect.stringContaining("没有这件举报")]);
  expect(answers[1]).toEqual(answers[0]);
});

test("with scripts J and K go through the lines and keys open the forms, unless switched off", async () => {
  page = await office.pageOf("keys", [LEAD], true);
  await page.goto("/staff/tips/");
  await page.getByLabel("选择这一页的全部举报").check();
  expect(await page.locator("legend").textContent()).toMatch(/对选中的\d+件举报/);
  await page.getByLabel("选择这一页的全部举报").uncheck();
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first);
  await page.keyboard.press("x");
  expect(await page.getByLabel(`选择 ${first}`).isChecked()).toBe(true);
  await page.keyboard.press("h");
  await page.waitForURL(/#work-snooze$/);
  expect(await page.locator("h1").textContent()).toContain(first);
  expect(await page.locator("#work-snooze").getAttribute("open")).not.toBeNull();
  const second = await page.locator("[rel=next]").getAttribute("href");
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await page.waitForURL(`**${second}`);
  await page.goto(`/staff/tips/${tip.reference}/`);
  const isOpen = async () => await page.locator("#work-snooze").getAttribute("open");
  await page.getByRole("checkbox", { name: /键盘快捷键/ }).uncheck();
  await page.keyboard.press("h");
  expect(await isOpen()).toBeNull();
  await page.getByRole("checkbox", { name: /键盘快捷键/ }).check();
  await page.getByRole("checkbox", { name: /键盘快捷键/ }).blur();
  await page.keyboard.press("h");
  expect(await isOpen()).not.toBeNull();
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  expect(await page.getByRole("dialog").textContent()).toContain("移送");
});
