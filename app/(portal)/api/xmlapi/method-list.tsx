import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { describeReturns } from "@/server/doors/xmlapi/describe-returns";
import type { Method } from "@/server/doors/xmlapi/method";
import { methods } from "@/server/doors/xmlapi/methods";
import { typeName } from "@/server/doors/xmlapi/system-methods";
import { CodeBlock } from "../code-block";
import { parameterText } from "../parameter-text";

/** Lists every method, from the table that the door itself uses. */
export function MethodList() {
  return Object.entries(methods).map(([name, method]) => (
    <MethodPart key={name} name={name as keyof typeof methods} method={method} />
  ));
}

async function MethodPart({
  name,
  method,
}: {
  readonly name: keyof typeof methods;
  readonly method: Method;
}) {
  const [t, a] = [await getTranslations("api"), await getTranslations("api_methods")];
  return (
    <details className="fold border-t border-line">
      <summary className="flex min-h-11 items-start gap-2.5 rounded-control py-3 before:mt-0.5 hover:text-accent-text">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h3 className="text-[0.8125rem] font-medium sm:w-60">
            <code>{name}</code>
          </h3>
          <span className="min-w-0 flex-1 basis-64 text-muted">{a(name)}</span>
        </div>
      </summary>
      <div className="flex flex-col gap-5 pt-1 pb-6 sm:pl-[26px]">
        <Parameters name={name} method={method} />
        <div>
          <h4 className="mb-1.5 font-medium">{t("returns")}</h4>
          <CodeBlock label={`${name}: ${t("returns")}`}>{describeReturns(method)}</CodeBlock>
        </div>
      </div>
    </details>
  );
}

async function Parameters({ name, method }: { readonly name: string; readonly method: Method }) {
  const [all, t, c] = [
    await getTranslations(),
    await getTranslations("api"),
    await getTranslations("common"),
  ];
  return (
    <div>
      <h4 className="font-medium">{t("takes")}</h4>
      <Table
        label={`${name}: ${t("takes")}`}
        head={
          <>
            <Th>{t("parameter")}</Th>
            <Th>{t("type")}</Th>
            <Th>{t("meaning")}</Th>
          </>
        }
      >
        {method.parameters.map((parameter) => (
          <tr key={parameter.name} className="align-top">
            <Td>
              <code className="text-[0.8125rem]">{parameter.name}</code>
            </Td>
            <Td className="whitespace-nowrap">
              <code className="text-[0.8125rem] text-muted">{typeName(parameter.type)}</code>
            </Td>
            <Td>
              {parameter.required ? <b>{c("required_mark")}: </b> : null}
              {parameterText(all, name, parameter.name)}
            </Td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
