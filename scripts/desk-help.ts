import { CHECK_WAYS } from "#domain/check-way.ts";
import { CLOSING_CHECKS } from "#domain/closing-check.ts";
import { MEASURES } from "#domain/measure.ts";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { FINDINGS } from "#domain/tip-status.ts";

/** The acts that a desk does, by their names on the command line. */
export const DESK_ACTS = new Map(
  TIP_ACTS.flatMap((rule) => (rule.permission === null ? [] : [[rule.act as string, rule]])),
);

/** What the command says of itself. */
export const HELP = `用法：npm run desk -- <命令> [选项]
  list                        列出全部举报（不需要口令，只显示未加密的项目）
  due                         列出快到期、今天到期和已超期的（不需要口令）
  show 编号                   打开一件举报，列出现在可以做的事
  message 编号 --text 内容    给举报人写一条消息
  evidence 编号               列出附件
  save-copy 编号 --number 序号 --to 目录      存照片的副本（已去除拍摄信息）
  save-original 编号 --number 序号 --to 目录  存附件原件；--note 写明原因，举报人会看到
  verification 编号 --record 文件.json --photo 照片 --photo 照片
                              写核查记录（内容与接口相同）；照片算现场照片
  save-photo 编号 --number 序号 --to 目录     存核查照片的原件
  paper 编号 --paper 文书 --to 目录           制作文书（Word），会记录下来；文书是编号，如 verification
办理（能不能做、要带什么，由举报现在的状态决定；不合适时会说明）
${[...DESK_ACTS.values()].map(({ act, name }) => `  ${`${act} 编号`.padEnd(24)}${name}`).join("\n")}
选项
  --note 说明                 举报人会看到
  --department 部门           移送到、增加的部门（编号，如 miit）
  --ground 依据               不予受理的依据
  --elsewhere 途径            举报人还可以到哪里反映
  --finding 结论              ${FINDINGS.map(({ id, name }) => `${id}（${name}）`).join(" ")}
  --checked-how 方式          ${CHECK_WAYS.map(({ id, name }) => `${id}（${name}）`).join(" ")}
  --no-visit 原因             没有到现场核查的原因，举报人会看到
  --checked-on 日期           核查日期，例如 2026-11-21
  --measures 措施,措施        ${MEASURES.map(({ id, name }) => `${id}（${name}）`).join(" ")}
  --case-number 编号          移送公安机关的案件编号
  --checklist 项目,项目       办结前核对好的项目：
${CLOSING_CHECKS.map(({ id, name }) => `                              ${id}（${name}）`).join("\n")}
  --until 日期                延长到哪一天
  --done-by 日期              请配合部门在哪一天以前完成
  --into 编号                 并入哪件举报
  --as 部门                   只用这个部门的钥匙办理
  --passphrase-file 文件      从文件读恢复口令；不给就在屏幕上问
  --help                      显示这些说明
每次动用恢复口令都先记入操作记录，有关部门、管理员和审计员登录时会看到。
目录由环境变量 DATA_DIR、SECRETS_DIR、CONTENT_DIR 指定，与服务相同。
退出码：0 办成；1 没有办成，原因在屏幕上；2 命令写得不对。`;
