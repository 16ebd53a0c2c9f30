import type Sqlite from "better-sqlite3";

/** Far more than there are queries; lists of values make each length a text of its own. */
const REMEMBERED = 500;

/**
 * Makes a connection keep the statements it has prepared. Drizzle prepares each query anew, which
 * took a quarter of the processor's time for a filing.
 */
export function rememberStatements(connection: Sqlite.Database): void {
  const known = new Map<string, Sqlite.Statement>();
  const prepare = connection.prepare.bind(connection);
  const remembered = (text: string): Sqlite.Statement => {
    const found = known.get(text);
    // Rows are objects until the caller asks for arrays, as on a new statement.
    if (found !== undefined) return found.reader ? found.raw(false) : found;
    if (known.size >= REMEMBERED) known.clear();
    const made = prepare(text);
    known.set(text, made);
    return made;
  };
  connection.prepare = remembered as typeof connection.prepare;
}
