import { once } from "node:events";
import type { Writable } from "node:stream";
import type pg from "pg";

/** A value of a column. Money is decimal text, a moment milliseconds as a Date. */
export type Cell = string | number | boolean | Date | null;

/** What we use of the driver's connection, which its types leave out. */
type Connection = {
  readonly stream: Writable;
  readonly query: (text: string) => void;
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (why: string) => void;
};

const chunkLength = 128 * 1_024;

/** Writes rows by COPY, as they are made. @returns how many */
export async function copyIn(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  const names = columns.map((name) => `"${name}"`).join(", ");
  return await new Promise((resolve, reject) => {
    const copying = new Copying(`COPY "${table}" (${names}) FROM STDIN`, rows, (failure, count) =>
      failure ? reject(failure) : resolve(count),
    );
    // the driver hands its connection to whatever has these methods; its types know only those of its own queries
    client.query(copying as unknown as pg.Submittable);
  });
}

/** What the driver calls, as it calls its own queries. */
class Copying {
  readonly #text: string;
  readonly #rows: Iterable<readonly Cell[]>;
  readonly #done: (failure: unknown, count: number) => void;
  #failure: unknown;
  #count = 0;

  constructor(
    text: string,
    rows: Iterable<readonly Cell[]>,
    done: (failure: unknown, count: number) => void,
  ) {
    this.#text = text;
    this.#rows = rows;
    this.#done = done;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Connection): void {
    this.#send(connection).catch((error: unknown) => {
      this.#failure = error;
      connection.sendCopyFail("the rows could not be made");
    });
  }

  async #send(connection: Connection): Promise<void> {
    let lines: string[] = [];
    let length = 0;
    const flush = () => {
      connection.sendCopyFromChunk(Buffer.from(lines.join("")));
      [lines, length] = [[], 0];
    };
    for (const row of this.#rows) {
      const line = `${row.map(written).join("\t")}\n`;
      lines.push(line);
      length += line.length;
      this.#count += 1;
      if (length < chunkLength) continue;
      flush();
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
      if (this.#failure) return;
    }
    flush();
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleError(error: unknown): void {
    this.#failure ??= error;
    this.#done(this.#failure, 0);
  }

  handleReadyForQuery(): void {
    this.#done(this.#failure, this.#count);
  }
}

function written(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string")
    return /[\\\n\r\t]/.test(cell) ? cell.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : cell;
  if (cell instanceof Date) return cell.toISOString();
  return String(cell);
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
