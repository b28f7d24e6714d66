import { gone, type Hostile, tamed } from "./hostile";

const long = "Your account is blocked. ".repeat(8);

/** Text that stylesheets put into a page, and hooks that once ran scripts. */
export const texts: readonly Hostile[] = [
  tamed("an override of direction", '.part::after{content:"a\u202eb"}', "invisible", 'content:"ab"'),
  tamed("an override by escape", '.part::after{content:"a\\202e b"}', "invisible", 'content:"ab"'),
  tamed("an isolate", '.part::after{content:"a\\2066 b\\2069 c"}', "invisible", 'content:"abc"'),
  tamed("a space without width", '.part::after{content:"a\\200b b"}', "invisible", 'content:"ab"'),
  tamed("joiners", '.part::after{content:"a\\200d\\200c b"}', "invisible", 'content:"ab"'),
  tamed("a mark of byte order within", '.part::after{content:"a\uFEFFb"}', "invisible", 'content:"ab"'),
  tamed("letters as tags", '.part::after{content:"a\\e0041 b"}', "invisible", 'content:"ab"'),
  tamed("direction in a custom property", '.part{--a:"\\202e"}', "invisible", '--own-a:""'),
  tamed("direction in quotes", 'q{quotes:"\\202e" "x"}', "invisible", 'quotes:"" "x"'),
  gone("a message", `.part::after{content:"${long}"}`, "long_text"),
  gone(
    "a message in pieces",
    `.part::after{content:"${long.slice(0, 90)}" "${long.slice(0, 90)}"}`,
    "long_text",
  ),
  gone("a message in a custom property", `.part{--a:"${long}"}`, "long_text"),
  gone("behavior", ".part{behavior:url(http://evil.example/a.htc)}", "script"),
  gone("-ms-behavior", ".part{-ms-behavior:url(a.htc)}", "script"),
  gone("-moz-binding", ".part{-moz-binding:url(http://evil.example/a.xml#x)}", "script"),
  gone("expression()", ".part{width:expression(alert(1))}", "script"),
  gone("expression() with a comment", ".part{width:expr/**/ession(alert(1))}", "function"),
  gone("expression() in a custom property", ".part{--a:EXPRESSION(alert(1))}", "script"),
  gone(
    "progid",
    ".part{filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='http://evil.example/a')}",
    "declaration",
  ),
  gone("a star before a property", ".part{*zoom:1}", "declaration"),
  gone("a value that ends early", ".part{color:red)}", "declaration"),
  gone("an at-keyword in a value", ".part{color:@import}", "declaration"),
  gone("a block in a value", ".part{color:{background:url(//evil.example/a)}}", "selector"),
  gone("no value", ".part{color:}", "declaration"),
  tamed(
    "a function that css-tree does not know",
    ".part{width:calc-size(auto,size + 1px);color:contrast-color(red)}",
    null,
    "calc-size(auto,size + 1px)",
  ),
  tamed(
    "a function with semicolons",
    ".part{color:if(style(--a:1):red;else:blue)}",
    null,
    "if(style(--own-a:1):red;else:blue)",
  ),
  tamed(
    "the brand's tokens",
    ":root{--brand-accent:#123456;--brand-radius:0;--brand-font:Georgia}",
    null,
    "--brand-accent:#123456;--brand-radius:0",
  ),
  tamed(
    "the brand's logo",
    ":root{--brand-logo:url(data:image/png;base64,AAAA)}",
    null,
    '--brand-logo:url("data:image/png;base64,AAAA")',
  ),
];
