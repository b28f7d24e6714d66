// with what stands around it, at most the 64 KiB that a stylesheet may have
const bytes = 60_000;
const filled = (piece: string) => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
const numbered = (piece: (at: number) => string) => {
  let css = "";
  for (let at = 0; css.length < bytes; at += 1) css += piece(at);
  return css.slice(0, bytes);
};

/** Stylesheets of 64 KiB that take longest, or would, by what they are full of. */
export const slowStylesheets: readonly (readonly [string, string])[] = [
  ["blocks in blocks", filled("a{")],
  ["braces alone", filled("{")],
  ["brackets in brackets", filled(":is(")],
  ["brackets in a value", `a{b:${filled("(")}`],
  ["functions in functions", `a{b:${filled("calc(")}`],
  ["strings that break off", filled('"\n')],
  ["comments that begin", filled("/*/")],
  ["32,000 selectors", `${"a,".repeat(29_900)}a{b:c}`],
  ["10,000 rules", filled("a{b:c}")],
  ["5,000 different rules", numbered((at) => `.a${at} b{c:d}`)],
  ["30,000 declarations", `a{${filled("b:c;")}`],
  ["20,000 at-rules", filled("@a;")],
  ["20,000 imports", filled("@import;")],
  ["names that are no declarations", `a{${filled("a:b ")}`],
  ["declarations that become rules", `a{${filled("a:b{}")}`],
  ["lists that multiply", filled(".a,.b{")],
  ["lists that multiply and end", `${".a,.b,.c{".repeat(32)}d:e${"}".repeat(32)}`],
  ["parents that multiply", `.a{${"& & & &{".repeat(31)}b:c${"}".repeat(32)}`],
  ["two long lists", `${"a,".repeat(10_000)}a{${"&,".repeat(10_000)}&{b:c}}`],
  ["nots", `${filled(":not(a)")}{b:c}`],
  ["many layers around many rules", `${"@layer a{".repeat(30)}${filled("b{c:d}")}`],
  ["spaces and comments", `a{b:${filled("c /**/")}}`],
  ["escapes", `a{b:${filled("\\75 ")}}`],
  ["addresses", `a{b:${filled("url(c) ")}}`],
  ["an SVG in an SVG", `a{b:url("data:image/svg+xml,${filled("<g>")}")}`],
  ["bare percent signs", `a{b:url("data:image/svg+xml,${filled("%")}")}`],
  ["comments in an SVG", `a{b:url("data:image/svg+xml,<svg x='${filled("/*")}'/>")}`],
  ["keyframes", `@keyframes a{${filled("0%,")}to{b:c}}`],
  ["lines with something wrong", filled("a{b}\n")],
  ["commas in a comment", `a/*${filled(",/*")}*/{b:c}`],
  ["comments in a keyframe", `@keyframes a{0%/*${filled(",/*")}*/{b:c}}`],
  ["comments that begin in an SVG", `a{b:url("data:image/svg+xml,<svg x='${filled("/* ")}'/>")}`],
  ["spaces in an SVG's address", `a{b:url("data:image/svg+xml,<svg x='url(${filled(" ")}#a'/>")}`],
  ["runs under a long list", `${"a,".repeat(1_900)}a{${filled("b:c;@d;")}}`],
  ["rules under a long list", `${"a,".repeat(1_900)}a{${filled("b{c:d}")}}`],
  ["parents in a long list", `${"a,".repeat(1_900)}a{:is(${filled("&,")}&) b{c:d}}`],
  ["parents in many lists", `${"a,".repeat(300)}a{${filled(":is(&) b{c:d}")}}`],
  ["parents in lists in lists", `a{${":is(&,&,&,&,&,&,&,&){".repeat(30)}b:c${"}".repeat(31)}`],
  ["attr() in attr()", `a{${filled("b:attr(attr(attr(attr(c))));")}}`],
  ["commas", `a${filled(",")}{b:c}`],
  ["commas and spaces", `a${filled(", ")}{b:c}`],
  ["at-rules in at-rules", filled("@media x{")],
  ["at-rules without a name in each other", filled("@a{")],
  ["stars", `${filled("*")}{b:c}`],
];
