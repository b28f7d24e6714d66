import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { asText } from "../choices/option-lines";

type Props = Readonly<Record<string, unknown>>;

/** What has been written, and whether it ends with a text: React keeps two texts in a row apart by a comment. */
type Written = { markup: string; endsWithText: boolean };

/**
 * The markup that React writes for these elements. It draws elements of HTML and components that return them; components may
 * read contexts and have state, but not `useId`.
 * @throws if there is something that React treats in another way than as an element: a form's action, a picture …
 */
export function markupOf(node: ReactNode): string {
  const written: Written = { markup: "", endsWithText: false };
  write(node, written, null);
  return written.markup;
}

/** @param chosen the value of the surrounding select */
function write(node: ReactNode, to: Written, chosen: unknown): void {
  if (node === null || node === undefined || typeof node === "boolean" || node === "") return;
  if (typeof node === "string" || typeof node === "number" || typeof node === "bigint") {
    to.markup += (to.endsWithText ? "<!-- -->" : "") + asText(String(node));
    to.endsWithText = true;
  } else if (Array.isArray(node)) for (const one of node) write(one, to, chosen);
  else if (isValidElement<Props>(node)) writeElement(node, to, chosen);
  else throw new Error("only elements, texts and lists of them become markup");
}

function writeElement({ type, props }: ReactElement<Props>, to: Written, chosen: unknown): void {
  // React's types say of children no more than that they are something
  const children = props.children as ReactNode;
  if (type === Fragment) write(children, to, chosen);
  else if (typeof type === "string") writeHtml(type, props, children, to, chosen);
  // a component that is a function, since no class is one of ours
  else if (typeof type === "function") write((type as (props: Props) => ReactNode)(props), to, chosen);
  else throw new Error(`${String(type)} is React's to draw`);
}

function writeHtml(type: string, props: Props, children: ReactNode, to: Written, chosen: unknown): void {
  if (reserved.has(type)) throw new Error(`${type} is React's to draw`);
  const isChosen = type === "option" && chosen !== undefined && String(props.value) === String(chosen);
  to.markup += `<${type}${attributesOf(type, props)}${isChosen ? ' selected=""' : ""}>`;
  to.endsWithText = false;
  if (voids.has(type)) return;
  if (type === "textarea") to.markup += textIn(props);
  else if (props.dangerouslySetInnerHTML) {
    to.markup += (props.dangerouslySetInnerHTML as { readonly __html: string }).__html;
  } else write(children, to, type === "select" ? (props.value ?? props.defaultValue) : chosen);
  to.markup += `</${type}>`;
  to.endsWithText = false;
}

/** React hoists or preloads them, or a form's action needs more than its element. */
const reserved = new Set(["form", "html", "head", "body", "title", "meta", "link", "style", "script", "img"]);
const voids = new Set(["input", "br", "hr", "wbr"]);

function textIn({ value, defaultValue }: Props): string {
  const text = String(value ?? defaultValue ?? "");
  // a browser drops the first line break
  return (text.startsWith("\n") ? "\n" : "") + asText(text);
}

function attributesOf(type: string, props: Props): string {
  let markup = "";
  for (const name in props) {
    const value = props[name];
    if (value === null || value === undefined || typeof value === "function") continue;
    const attribute = attributeOf(type, name);
    if (attribute === null) continue;
    if (typeof value === "object" || isScript(attribute, value)) {
      throw new Error(`${name} of ${type} is React's to draw`);
    }
    if (typeof value !== "boolean" || isEnumerated(name)) {
      markup += ` ${attribute}="${asText(String(value))}"`;
    } else if (value) markup += ` ${attribute}=""`;
  }
  return markup;
}

/** The attribute for a property; null: the element has it in another way. @throws if we do not know how React writes it */
function attributeOf(type: string, name: string): string | null {
  const isValue = name === "value" || name === "defaultValue";
  if (isValue && (type === "select" || type === "textarea")) return null;
  const attribute = attributes[name];
  if (attribute !== undefined) return attribute;
  if (/[A-Z]/.test(name)) throw new Error(`${name} of ${type} is React's to draw`);
  return name;
}

/** Properties that have another name than their attribute, or none. Those in small letters are attributes as they are. */
const attributes: Readonly<Record<string, string | null>> = {
  children: null,
  dangerouslySetInnerHTML: null,
  ref: null,
  suppressHydrationWarning: null,
  className: "class",
  htmlFor: "for",
  defaultValue: "value",
  defaultChecked: "checked",
  autoComplete: "autocomplete",
  autoFocus: "autofocus",
  colSpan: "colspan",
  dateTime: "datetime",
  inputMode: "inputmode",
  maxLength: "maxlength",
  popoverTarget: "popovertarget",
  spellCheck: "spellcheck",
  tabIndex: "tabindex",
};

/** These attributes say true and false; of others false means that they are absent. */
function isEnumerated(name: string): boolean {
  return name.startsWith("aria-") || name.startsWith("data-") || name === "spellCheck";
}

/** React refuses addresses that run a script. */
function isScript(attribute: string, value: unknown): boolean {
  return (
    attribute === "href" && /^[\s\p{Cc}]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:/iu.test(String(value))
  );
}
