import { sheetName } from "./sheet-name";
import { xmlText } from "./xml-text";

/** The places of the cells' styles in `stylesXml`. */
export const styles = { title: 1, text: 2, amount: 3, integer: 4, moment: 5, day: 6 } as const;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts of the file besides its sheets, by path. Source: ECMA-376, part 1, 12.3 and 18. */
export function workbookParts(title: string, sheets: number): readonly (readonly [string, string])[] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  return [
    ["[Content_Types].xml", contentTypes(numbers)],
    ["_rels/.rels", relationships([relationship("rId1", "officeDocument", "xl/workbook.xml")])],
    ["xl/workbook.xml", workbook(title, numbers)],
    [
      "xl/_rels/workbook.xml.rels",
      relationships([
        ...numbers.map((number) =>
          relationship(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`),
        ),
        relationship(`rId${sheets + 1}`, "styles", "styles.xml"),
      ]),
    ],
    ["xl/styles.xml", stylesXml],
  ];
}

function contentTypes(numbers: readonly number[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${spreadsheet}.${type}+xml"/>`;
  return (
    `${head}<Types xmlns="${packaged}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part("/xl/workbook.xml", "sheet.main") +
    part("/xl/styles.xml", "styles") +
    numbers.map((number) => part(`/xl/worksheets/sheet${number}.xml`, "worksheet")).join("") +
    "</Types>"
  );
}

function relationships(all: readonly string[]): string {
  return `${head}<Relationships xmlns="${packaged}/relationships">${all.join("")}</Relationships>`;
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function workbook(title: string, numbers: readonly number[]): string {
  const sheets = numbers.map((number) => {
    const name = xmlText(sheetName(title, number)).replaceAll('"', "&quot;");
    return `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

const stylesXml =
  `${head}<styleSheet xmlns="${main}"><numFmts count="3">` +
  // a number below zero stays one, and is shown with a true minus
  '<numFmt numFmtId="164" formatCode="#,##0.00####;&quot;−&quot;#,##0.00####"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
  '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="7">' +
  // in the order of `styles`: the default, titles, text (49 is the built-in format of texts), numbers, dates
  [
    '<xf numFmtId="0" fontId="0"',
    '<xf numFmtId="49" fontId="1" applyFont="1"',
    '<xf numFmtId="49" fontId="0"',
    '<xf numFmtId="164" fontId="0"',
    '<xf numFmtId="1" fontId="0"',
    '<xf numFmtId="165" fontId="0"',
    '<xf numFmtId="166" fontId="0"',
  ]
    .map((xf) => `${xf} fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`)
    .join("") +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
