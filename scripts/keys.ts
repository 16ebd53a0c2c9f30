/** Lists the keys in the folder of secrets and puts new ones in use. */
import { settingsOrExit } from "#server/env.ts";
import { listKeys, ROTATIONS, type RotatedKey, rotateKey } from "#server/secrets/keyring.ts";

const HELP = `用法：npm run keys -- <命令>
  list             列出密钥的编号和使用时间（不显示密钥本身）
  rotate 密钥      换一把新的密钥：
${Object.entries(ROTATIONS)
  .map(([key, then]) => `    ${key.padEnd(14)} ${then}`)
  .join("\n")}
  --help           显示这些说明
密钥在环境变量 SECRETS_DIR 指定的目录里。换过密钥以后，请把所有正在运行的服务重新启动一次，
并重新备份这个目录。退出码：0 完成，1 没有完成，2 用法不对。`;

process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): number {
  if (args.includes("--help")) return say(HELP, 0);
  const [command, key = "", ...more] = args;
  try {
    const { SECRETS_DIR } = settingsOrExit();
    if (command === "list" && key === "") return list(SECRETS_DIR);
    if (command === "rotate" && isRotated(key) && more.length === 0) {
      const id = rotateKey(SECRETS_DIR, key, new Date());
      return say(`${key} 已换成 ${id}。${ROTATIONS[key]}。请重新启动服务，并备份密钥目录。`, 0);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  console.error(HELP);
  return 2;
}

function list(directory: string): number {
  for (const { use, id, algorithm, from, to } of listKeys(directory)) {
    const period = to === null ? `${from} 起使用` : `${from} 至 ${to}，已停用`;
    console.log([use.padEnd(8), id, algorithm.padEnd(8), period].join("  "));
  }
  return 0;
}

function isRotated(key: string): key is RotatedKey {
  return Object.hasOwn(ROTATIONS, key);
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
