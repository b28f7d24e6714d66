import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { exampleIn } from "@/server/doors/xmlapi/examples";
import { CodeBlock } from "../code-block";

/** Shows an example program in each language, with the reader's own address and login. */
export function Examples({ endpoint, login }: { readonly endpoint: string; readonly login: string }) {
  // Object.keys returns string[], but the object has exactly these keys
  return (Object.keys(exampleLanguages) as ExampleLanguage[]).map((language) => {
    const program = exampleIn(language, { endpoint, login });
    return (
      <details key={language} className="fold border-t border-line" open={language === "curl"}>
        <summary className="flex min-h-11 items-center gap-2.5 rounded-control hover:text-accent-text">
          <h3 className="font-medium">{exampleLanguages[language]}</h3>
        </summary>
        <div className="pb-5">
          <CodeBlock label={exampleLanguages[language]} copies>
            {program}
          </CodeBlock>
        </div>
      </details>
    );
  });
}
