import { dueName, dueNotes } from "#domain/desk-due.ts";
import { DUE_STEPS, dueSentence } from "#domain/due-notice.ts";
import { DESK_ROLES, type RoutedDesk } from "#domain/routed-desk.ts";
import { describedSubject, type TipSubject } from "#domain/tip.ts";
import { findingOf, tipStatusOf } from "#domain/tip-status.ts";
import type { DueLine } from "#server/services/list-due.ts";
import type { DeskView } from "#server/services/view-tip-at-desk.ts";

/** A tip as the desk on the command line shows it. */
export function describeTip(tip: DeskView): string {
  const { body, identity } = tip;
  return [
    `${tip.reference}  ${tip.jurisdiction}  ${tip.category}  ${tipStatusOf(tip.status).name}（${tip.status}）`,
    `收到：${tip.receivedAt}${tip.isWeaklyProven ? "（以问答验证提交）" : ""}`,
    `对象：${subjectText(body.subject)}`,
    `情况：${body.description}`,
    ...tip.answers.map(({ question, answer }) => `${question}：${answer}`),
    ...(body.seenOn ? [`看到的日期：${body.seenOn}`] : []),
    identity ? `举报人：${identity.name}，${identity.phone}` : anonymousText(tip),
    ...(tip.finding ? [`结论：${findingOf(tip.finding).name}`] : []),
    ...tip.desks.map(
      (desk) => `部门：${desk.name}（${roleName(desk.role)}）${dueText(desk)}${desk.reason}`,
    ),
    ...tip.steps.map((step) => `经过：${step.at} ${step.name} ${step.note ?? ""}`.trimEnd()),
    ...tip.messages.map((message) => `${message.at} ${message.by ?? "举报人"}：${message.text}`),
    `现在以${tip.department}（${roleName(tip.role)}）打开，可以做：`,
    ...tip.mayDo.map(
      ({ act, name, needs }) =>
        `  ${act}  ${name}${needs.length > 0 ? `，要带 ${needs.join("、")}` : ""}`,
    ),
  ].join("\n");
}

/** A line of what is due, as the desk on the command line shows it. */
export function dueLine({
  reference,
  jurisdiction,
  department,
  dueOn,
  as,
  ...due
}: DueLine): string {
  const step = DUE_STEPS.find(({ id }) => id === due.step)?.name ?? due.step;
  const who = as === "coordinator" ? `${department}（统筹）` : department;
  return [reference, `${jurisdiction}/${who}`, step, dueOn, dueSentence(due)].join("  ");
}

function anonymousText({ isNamed }: DeskView): string {
  return isNamed ? "举报人：实名，只有主办部门能看" : "举报人：匿名";
}

function subjectText(subject: TipSubject): string {
  if ("enterprise" in subject) return `登记企业 ${subject.enterprise}`;
  return describedSubject(subject);
}

function dueText({ dueOn, due }: RoutedDesk): string {
  if (dueOn === undefined || due === undefined) return "";
  return `${dueName(due)}最迟${dueOn}（${dueNotes(due).join("；")}）`
    .replace("（）", "")
    .concat(" ");
}

function roleName(role: DeskView["role"]): string {
  return DESK_ROLES.find(({ id }) => id === role)?.name ?? role;
}
