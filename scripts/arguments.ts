import { type ParseArgsConfig, parseArgs } from "node:util";

/** What is wrong with what was typed, by the code of the fault. */
const REASONS: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: "没有这个选项",
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: "这个选项写得不对",
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: "多写了",
};

/**
 * The options and words of a command. Wrong ones end the process with code 2, said with the usage:
 * whoever mistypes an option is told so, and not where in the program it was noticed.
 */
export function argumentsOrExit<const T extends ParseArgsConfig>(usage: string, config: T) {
  try {
    return parseArgs(config);
  } catch (fault) {
    const { code, message } = fault as { code?: string; message: string };
    const reason = REASONS[code ?? ""];
    if (reason === undefined) throw fault;
    const [, typed = message] = /'([^' ]+)/.exec(message) ?? [];
    console.error(`${reason}：${typed}\n${usage}`);
    process.exit(2);
  }
}
