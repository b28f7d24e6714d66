import { gone, type Hostile, tamed } from "./hostile";

/** A file that the brand has uploaded. The rest of the corpus has none. */
export const ownFile = "/branding/files/0123456789abcdef.png";
const other = "/branding/files/fedcba9876543210.png";
const image = `background:url(${ownFile})`;

/** The brand's own files, in places where loading them reveals nothing and in places where it would. */
export const files: readonly Hostile[] = [
  tamed("its own file", `.part{${image}}`, null, `url("${ownFile}")`),
  tamed(
    "its own file as the logo",
    `:root{--brand-logo:url(${ownFile})}`,
    null,
    `--brand-logo:url("${ownFile}")`,
  ),
  tamed("its own file on a width", `@media (width>1px){.part:first-child::before{${image}}}`, null, ownFile),
  gone("somebody else's file", `.part{background:url(${other})}`, "url"),
  gone("its own file with a question", `.part{background:url(${ownFile}?a)}`, "url"),
  gone("its own file at another host", `.part{background:url(//evil.example${ownFile})}`, "url"),
  gone(
    "its own file by a detour",
    `.part{background:url(/branding/files/../files/0123456789abcdef.png)}`,
    "url",
  ),
  ...[
    ":hover :focus :focus-within :focus-visible :active :checked :valid :invalid :target :visited :placeholder-shown",
    ":user-invalid :autofill :required :disabled :empty :popover-open :has(a) :not(:hover) :is(:checked) :where(:focus)",
    "[type=text] :is([title]) ::selection ::placeholder",
  ]
    .join(" ")
    .split(" ")
    .map((state) => gone(`its own file with ${state}`, `.part${state}{${image}}`, "file")),
  gone("its own file beside a state", `input:checked + .part{${image}}`, "file"),
  gone("its own file under a state", `.part:hover{& .b{${image}}}`, "file"),
  gone("its own file in a list with a state", `.part,.part:hover{${image}}`, "file"),
  gone("its own file under a state without &", `.part:hover{.b{${image}}}`, "file"),
  gone("its own file with a state around", `.part{body:has(:checked) &{${image}}}`, "file"),
  gone("its own file in a container", `@container (width>1px){.part{${image}}}`, "file"),
  gone("its own file in a beginning", `@starting-style{.part{${image}}}`, "file"),
  gone("its own file by if()", `.part{background:if(style(--a:1):url(${ownFile});else:none)}`, "file"),
  gone("its own file in a custom property", `.part{--a:url(${ownFile})}`, "file"),
  gone("its own file as a fallback", `.part{background:var(--a,url(${ownFile}))}`, "file"),
  gone("its own file as a pointer", `.part{cursor:url(${ownFile}),auto}`, "overlay"),
  gone("the logo in a state", ".part:hover{background:var(--brand-logo)}", "file"),
  gone("the logo in a custom property", ".part{--a:var(--brand-logo)}", "file"),
];
