import { describe, expect, it } from "vitest";
import en from "@/messages/en.json";
import { cleanStylesheet } from "@/server/brand/stylesheet/clean-stylesheet";
import { removalReasons } from "@/server/brand/stylesheet/removal";

const kept = ":not([data-protected],[data-protected] *)";

/** The cleaned stylesheet without its layer, with … for the condition that spares protected parts. */
function cleaned(css: string): string {
  return cleanStylesheet(css)
    .css.replace(/^@layer brand\{([\s\S]*)\}$/, "$1")
    .replaceAll(kept, "…")
    .replaceAll("[data-brand-region]", "R");
}

describe("a cleaned stylesheet", () => {
  it("stands in the layer of brands, and nothing stands nowhere", () => {
    expect(cleanStylesheet(".a{color:red}").css).toBe(
      `@layer brand{[data-brand-region] .a${kept}{color:red}}`,
    );
    expect(cleanStylesheet("").css).toBe("");
    expect(cleanStylesheet("/* only words */ .a{}").css).toBe("");
  });

  it("has the hash of what is served, whatever was given", () => {
    const { hash } = cleanStylesheet(".a { color: red; }");
    expect(hash).toMatch(/^[\da-f]{32}$/);
    expect(cleanStylesheet(".a{color:red}/* another */").hash).toBe(hash);
    expect(cleanStylesheet(".a{color:blue}").hash).not.toBe(hash);
  });

  it("is cleaned already", () => {
    const once = cleanStylesheet(":root{--x:1}.a,.b::before{&:hover{color:var(--x)}}@layer a{c{d:e}}").css;
    expect(cleanStylesheet(once)).toMatchObject({ css: once, removed: [] });
  });

  it("tells where each thing was that is not served, and of long ones the beginning", () => {
    const { removed } = cleanStylesheet(
      `@import "a";\r\n\r\n.a {\r\n  color: red !important;\r\n  background:\r\n    url(b);\r\n}\n  .${"c".repeat(99)} | d {e:f}`,
    );
    expect(removed).toEqual([
      { line: 1, column: 1, what: '@import "a";', why: "import" },
      { line: 4, column: 3, what: "color: red !important", why: "important" },
      { line: 5, column: 3, what: "background: url(b)", why: "url" },
      { line: 8, column: 3, what: `.${"c".repeat(78)}…`, why: "selector" },
    ]);
  });

  it("names only reasons that have a text", () => {
    expect(Object.keys(en.branding.removed).sort()).toEqual([...removalReasons].sort());
  });
});

describe("the region", () => {
  it.each([
    ["a", "R a…{x:y}"],
    [":root, html, body, :host, :scope, &", "R,R,R,R,R,R{color:red}", "color:red"],
    ["html > body.dark main", "R.dark main…{x:y}"],
    [":root[data-theme=dark]:not(.a) b", 'R[data-theme="dark"]:not(.a) b…{x:y}'],
    [":where(:root) > a, :host(.b) c", "R>a…,R:is(.b) c…{x:y}"],
    ["a + b ~ c > d", "R a+b~c>d…{x:y}"],
    ["body::before", "R…::before{x:y}"],
    ["a:after:hover", "R a…::after:hover{x:y}"],
    ["::placeholder", "R *…::placeholder{x:y}"],
    [":not(html)", "R :not(R)…{x:y}"],
    ["li:nth-child( 2n + 1 of .a )", "R li:nth-child(2n+1 of .a)…{x:y}"],
    [".\\31 a\\:b, #\\31", "R .\\31 a\\:b…,R #\\31 …{x:y}"],
    ["A[ TITLE = b I ]", 'R A[title="b" I]…{x:y}'],
  ])("takes the place of what %s begins with", (selector, expected, said = "x:y") => {
    expect(cleaned(`${selector}{${said}}`)).toBe(expected);
  });

  it("gets what may be said of it, and the others of its list everything", () => {
    expect(cleaned("body,p{margin:0;color:red}")).toBe("R{color:red}R p…{margin:0;color:red}");
  });
});

describe("nested rules", () => {
  it.each([
    [".a{x:y;.b{x:y}z:y}", "R .a…{x:y}R .a .b…{x:y}R .a…{z:y}"],
    [".a,.b{&:hover,> c{x:y}}", "R .a:hover…,R .b:hover…,R .a>c…,R .b>c…{x:y}"],
    [".a{+ .b{x:y}}", "R .a+.b…{x:y}"],
    [".a{.b &{x:y}}", "R .b :is(R .a)…{x:y}"],
    [".a{& + &{x:y}}", "R :is(R .a)+:is(R .a)…{x:y}"],
    [".a{&::before{x:y}}.c::after{&:hover{x:y}}", "R .a…::before{x:y}"],
    [".a{@media (width>9px){x:y;&.b{x:y}}}", "@media (width>9px){R .a…{x:y}R .a.b…{x:y}}"],
    ["body{color:red;p{x:y}}", "R{color:red}R p…{x:y}"],
    ["a{b:hover{x:y}c:d}", "R a b:hover…{x:y}R a…{c:d}"],
  ])("%s are unfolded", (css, expected) => {
    expect(cleaned(css)).toBe(expected);
  });
});

describe("names", () => {
  it("of custom properties are the stylesheet's own, but for the contract's", () => {
    expect(cleaned(".a{--x:1;--brand-radius:2px;y:var(--x,var(--brand-radius));transition:--x 1s}")).toBe(
      "R .a…{--own-x:1;--brand-radius:2px;y:var(--own-x,var(--brand-radius));transition:--own-x 1s}",
    );
  });

  it("of animations are the stylesheet's own, where it has them", () => {
    expect(
      cleaned("@keyframes a{from{x:y}}.b{animation:1s a,2s turn;--c:a 1s;-webkit-animation-name:a}"),
    ).toBe(
      "@keyframes own-a{from{x:y}}R .b…{animation:1s own-a,2s turn;--own-c:own-a 1s;-webkit-animation-name:own-a}",
    );
  });
});

describe("what cannot be read", () => {
  it.each([
    ["a declaration", ".a{foo bar;x:y}", "R .a…{x:y}"],
    ["a selector with its rule", ".a,!{x:y}.b{x:y}", "R .b…{x:y}"],
    ["a rule within a rule", ".a{!{x:y}z:y}", "R .a…{z:y}"],
    ["a statement", "foo;.a{x:y}.b{x:y}", "R .b…{x:y}"],
  ])("is dropped as browsers do: %s", (_, css, expected) => {
    expect(cleaned(css)).toBe(expected);
  });
});
