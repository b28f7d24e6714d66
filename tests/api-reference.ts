import { attributeNames, attributeOf, isAttributeName } from "@/attributes/customer";
import type { Parameter } from "@/server/doors/calls/call";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { programIn } from "@/server/doors/rest/programs/programs";
import { describeReturns } from "@/server/doors/xmlapi/describe-returns";
import { exampleIn } from "@/server/doors/xmlapi/examples";
import type { Method } from "@/server/doors/xmlapi/method";
import { typeName } from "@/server/doors/xmlapi/system-methods";
import { table } from "./attributes/table";

/** Writes the methods for docs/api.md: what each does, takes and returns. */
export function methodReference(methods: Readonly<Record<string, Method>>): string {
  return Object.entries(methods)
    .map(([name, method]) =>
      [
        `### ${name}`,
        method.meaning,
        parametersOf(method.parameters),
        fenced("text", describeReturns(method)),
      ].join("\n\n"),
    )
    .join("\n\n");
}

/** Writes the attributes in the order in which refusals name them: type, default, bounds and meaning. */
export function attributeReference(): string {
  const rows = attributeNames.map((name) => {
    const { kind, returned, default: standard } = attributeOf(name);
    const row = table.find((one) => one.name === name) ?? {};
    const notes = [row.bounds, returned ? "" : "never returned"].filter(Boolean).join("; ");
    return [
      `\`${name}\``,
      kind.wire,
      row.meaning ?? "",
      row.default || (standard === "required" ? "" : "`''`"),
      notes,
    ];
  });
  return tableOf(["attribute", "type", "meaning", "default", "what is taken"], rows);
}

/** Writes the page's examples with placeholders for address and login. */
export function exampleReference(): string {
  const reader = { endpoint: "https://portal.example.com/xmlapi/xmlapi", login: "my-login" };
  // Object.keys returns string[], but the object has exactly these keys
  return (Object.keys(exampleLanguages) as ExampleLanguage[])
    .map(
      (language) =>
        `### ${exampleLanguages[language]}\n\n${fenced(language === "curl" ? "sh" : language, exampleIn(language, reader))}`,
    )
    .join("\n\n");
}

/** Writes the programs against REST, with a placeholder for the address. */
export function programReference(): string {
  // Object.keys returns string[], but the object has exactly these keys
  return (Object.keys(exampleLanguages) as ExampleLanguage[])
    .map((language) => {
      const program = programIn(language, { root: "https://portal.example.com/api/v1" });
      return `#### ${exampleLanguages[language]}\n\n${fenced(language === "curl" ? "sh" : language, program)}`;
    })
    .join("\n\n");
}

function parametersOf(parameters: readonly Parameter[]): string {
  // methods that take nearly all attributes refer to the table of attributes
  const takesAttributes = parameters.length > 30;
  const named = parameters.filter(
    ({ name, required }) => !takesAttributes || required || !isAttributeName(name),
  );
  const rows = named.map(({ name, type, required, meaning }) => [
    `\`${name}\``,
    typeName(type),
    required ? "required" : "",
    meaning,
  ]);
  const parts = [tableOf(["parameter", "type", "", "meaning"], rows)];
  if (takesAttributes) parts.push("And every [attribute](#attributes).");
  return parts.join("\n\n");
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
