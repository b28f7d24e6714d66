import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCsv, stripBom } from "hucre/csv";
import { readXlsx } from "hucre/xlsx";
import { demand, run, runsWell } from "./foreign";

type Table = {
  readonly reader: string;
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
};

// Debian's own, since another one on the path has no openpyxl
const python = "/usr/bin/python3";
const isThere = runsWell(python, "-c", "import openpyxl");

/** What two independent programs read in a download: openpyxl or Python's csv, and hucre. */
export async function tablesOf(
  file: Buffer,
  extension: string,
  skip: (note: string) => void,
): Promise<Table[]> {
  demand({ what: "openpyxl", isThere, packages: "python3 python3-openpyxl" }, skip);
  const folder = await mkdtemp(join(tmpdir(), "trellis-table-"));
  try {
    const path = join(folder, `table.${extension}`);
    await writeFile(path, file);
    const { said, complained } = await run(python, ["-W", "error", "-c", script, path]);
    if (said === "") throw new Error(complained);
    return [{ reader: "Python", ...JSON.parse(said) }, await byHucre(file, extension)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function byHucre(file: Buffer, extension: string): Promise<Table> {
  if (extension === "csv") {
    const rows = parseCsv(stripBom(file.toString("utf8")));
    return { reader: "hucre", sheet: "", rows: rows.map((row) => row.map(String)) };
  }
  const [sheet] = (await readXlsx(new Uint8Array(file))).sheets;
  if (!sheet) throw new Error("hucre finds no sheet");
  return { reader: "hucre", sheet: sheet.name, rows: sheet.rows.map((row) => row.map(spelled)) };
}

/** Spells a cell the same for both readers: numbers and dates by their value. */
function spelled(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
  return String(cell);
}

const script = `
import csv, datetime, json, sys
path = sys.argv[1]
def spelled(cell):
    if cell is None: return ""
    if isinstance(cell, datetime.datetime): return cell.strftime("%Y-%m-%d %H:%M:%S").replace(" 00:00:00", "")
    if isinstance(cell, float) and cell.is_integer(): return str(int(cell))
    return str(cell)
if path.endswith(".csv"):
    with open(path, encoding="utf-8-sig", newline="") as file: found = ["", list(csv.reader(file, strict=True))]
else:
    import openpyxl
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = [sheet.title, [[spelled(cell.value) for cell in row] for row in sheet.iter_rows()]]
print(json.dumps({"sheet": found[0], "rows": found[1]}))
`;
