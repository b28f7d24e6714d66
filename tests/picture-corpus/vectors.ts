import { gzipSync } from "node:zlib";
import sharp from "sharp";
import type { Hostile } from "./index";

/** Hostile SVGs: short ones that take long to draw, and ones that are not plain text. */
export async function hostileVectors(): Promise<Hostile[]> {
  const plain = svg('<rect width="400" height="100" fill="#0f766e"/>');
  const long = svg(`<path d="${zigzag(12_000)}"/>`);
  const image = await sharp({ create: { width: 3_000, height: 3_000, channels: 3, background: "red" } })
    .png({ palette: true })
    .toBuffer();
  const data = (type: string, content: Buffer) => `data:image/${type};base64,${content.toString("base64")}`;
  const texts: readonly (readonly [string, string, Hostile[2]])[] = [
    ["a path of 12,000 segments", long, "picture_complex"],
    [
      "a polygon of 12,000 points",
      svg(`<polygon points="${zigzag(12_000).replaceAll(/[ML]/g, " ")}"/>`),
      "picture_complex",
    ],
    [
      "ten paths that cross themselves 3,000 times each",
      svg(`<path d="${zigzag(3_000)}" stroke="red" stroke-dasharray="1"/>`.repeat(10)),
      "picture_complex",
    ],
    [
      "dashes of a millionth of the line",
      svg(
        '<path d="M0 0H400" stroke="red" stroke-width="90" stroke-dasharray="0.0001" stroke-linecap="round"/>',
      ),
      "any",
    ],
    ["copies of copies, a billion", svg(nested(9, 10)), "picture_complex"],
    [
      "copies of copies of symbols",
      svg(nested(9, 10).replaceAll("<g ", "<symbol ").replaceAll("</g>", "</symbol>")),
      "picture_complex",
    ],
    [
      "a copy of itself",
      svg('<g id="a"><use href="#a"/><rect width="9" height="9"/></g>'),
      "picture_complex",
    ],
    [
      "copies that a prefix hides",
      svg(nested(9, 10))
        .replaceAll("<use ", "<s:use ")
        .replace("<svg ", '<svg xmlns:s="http://www.w3.org/2000/svg" '),
      "picture_complex",
    ],
    ["patterns filled with patterns", svg(patterns(9)), "picture_complex"],
    [
      "patterns that a rule fills with patterns",
      svg(
        `<style>.p{fill:url(#p0)}</style>${'<pattern id="p0" width="1" height="1"><rect width="9" height="9"/></pattern>'}${'<rect class="p" width="400" height="100"/>'.repeat(900)}`,
      ),
      "picture_complex",
    ],
    [
      "a rule for everything with a filter",
      svg(
        `<style>*{filter:url(#f)}</style><filter id="f"><feTurbulence numOctaves="5"/></filter>${"<rect width='400' height='100'/>".repeat(200)}`,
      ),
      "picture_complex",
    ],
    [
      "a rule whose address is escaped",
      svg(`<style>rect{filter:u\\72l(#f)}</style><filter id="f"><feTurbulence/></filter><rect/>`),
      "picture_complex",
    ],
    ["masks on masks", svg(chain("mask", 9)), "picture_complex"],
    ["clips on clips", svg(chain("clipPath", 9).replaceAll("mask=", "clip-path=")), "picture_complex"],
    [
      "filters by the hundred",
      svg(
        `<filter id="f">${"<feGaussianBlur stdDeviation='9'/>".repeat(100)}</filter><rect width="400" height="100" filter="url(#f)"/>`,
      ),
      "picture_complex",
    ],
    [
      "blurs by their short name",
      svg('<rect width="400" height="100" filter="blur(9px) blur(9px) blur(9px)"/>'.repeat(30)),
      "picture_complex",
    ],
    [
      "a turbulence of 900 octaves",
      svg(
        '<filter id="f"><feTurbulence numOctaves="900"/></filter><rect width="400" height="100" filter="url(#f)"/>',
      ),
      "picture_complex",
    ],
    [
      "a morphology of a huge radius",
      svg(
        '<filter id="f"><feMorphology radius="9999"/></filter><rect width="400" height="100" filter="url(#f)"/>',
      ),
      "picture_complex",
    ],
    [
      "markers on each of 3,000 points, of 100 elements each",
      svg(
        `<marker id="m">${"<rect/>".repeat(100)}</marker><path d="${zigzag(3_000)}" marker-mid="url(#m)"/>`,
      ),
      "picture_complex",
    ],
    [
      "gradients with 6,000 stops",
      svg(`<linearGradient id="g">${"<stop/>".repeat(6_000)}</linearGradient>`),
      "picture_complex",
    ],
    [
      "gradients that lead to gradients",
      svg(
        Array.from({ length: 50 }, (_, at) => `<linearGradient id="g${at}" href="#g${at + 1}"/>`).join("") +
          '<rect width="9" height="9" fill="url(#g0)"/>',
      ),
      "picture_complex",
    ],
    ["100,000 letters", svg(`<text y="50">${"W ".repeat(50_000)}</text>`), "picture_complex"],
    ["a letter of a million pixels", svg('<text y="50" font-size="1000000">W</text>'), "any"],
    [
      "nested pictures, 60 deep",
      svg(`${'<svg width="90%">'.repeat(60)}<rect/>${"</svg>".repeat(60)}`),
      "picture_complex",
    ],
    ["groups, 5,000 deep", svg(`${"<g>".repeat(5_000)}${"</g>".repeat(5_000)}`), "picture_complex"],
    ["30,000 elements", svg("<g/>".repeat(30_000)), "picture_complex"],
    [
      "see-through groups in each other",
      svg(`${'<g opacity=".9">'.repeat(50)}<rect width="400" height="100"/>${"</g>".repeat(50)}`),
      "any",
    ],
    [
      "an entity that unfolds to a billion",
      `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${svg("<text>&b;</text>")}`,
      "picture_complex",
    ],
    [
      "an entity with a file of the machine",
      `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg("<text>&x;</text>")}`,
      "picture_complex",
    ],
    [
      "a picture of the machine",
      svg('<image href="file:///etc/passwd" width="9" height="9"/><rect width="9" height="9"/>'),
      "drawn",
    ],
    [
      "a picture of somebody's",
      svg('<image href="https://evil.example/x.png" width="9" height="9"/><rect width="9" height="9"/>'),
      "drawn",
    ],
    [
      "an included file",
      svg(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/><rect width="9" height="9"/>',
      ),
      "picture_expected",
    ],
    [
      "a stylesheet from elsewhere",
      `<?xml-stylesheet href="https://evil.example/x.css"?>${plain}`,
      "picture_expected",
    ],
    [
      "a script",
      svg('<script>alert(1)</script><rect width="400" height="100" onclick="alert(1)"/>'),
      "drawn",
    ],
    [
      "a page inside",
      svg(
        '<foreignObject width="400" height="100"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject><rect width="9" height="9"/>',
      ),
      "drawn",
    ],
    [
      "an image of nine million pixels inside",
      svg(`<image href="${data("png", image)}" width="400" height="100"/>`),
      "picture_pixels",
    ],
    [
      "an SVG inside",
      svg(`<image href="${data("svg+xml", Buffer.from(long))}" width="400" height="100"/>`),
      "picture_complex",
    ],
    [
      "an image inside that is none",
      svg(`<image href="${data("png", Buffer.from("GIF89a"))}" width="400" height="100"/>`),
      "picture_complex",
    ],
    ["a size of a billion", plain.replace('width="400"', 'width="1000000000"'), "any"],
    ["a size of nothing", plain.replace('width="400"', 'width="0"'), "any"],
    ["a size below nothing", plain.replace('width="400"', 'width="-5"'), "any"],
    ["half a picture", plain.slice(0, 60), "picture_damaged"],
    ["an empty one", "<svg/>", "any"],
    ["another XML", "<rss><channel/></rss>", "picture_expected"],
    ["UTF-16 by its declaration", `<?xml version="1.0" encoding="UTF-16"?>${plain}`, "svg_text"],
    ["UTF-7 by its declaration", `<?xml version="1.0" encoding='UTF-7'?>${plain}`, "svg_text"],
    ["two byte order marks", `\ufeff\ufeff${plain}`, "any"],
    ["a character that XML lacks", plain.replace("<rect", "\u0001<rect"), "any"],
  ];
  const utf16 = Buffer.from(`\ufeff${plain}`, "utf16le");
  return [
    ...texts.map(([what, text, ends]): Hostile => [`an SVG with ${what}`, Buffer.from(text), ends]),
    ["a compressed SVG", gzipSync(plain), "svg_text"],
    ["a compressed SVG with a path of 12,000 segments", gzipSync(long), "svg_text"],
    ["an SVG in UTF-16", utf16, "svg_text"],
    ["an SVG in UTF-16, its bytes the other way round", Buffer.from(utf16).swap16(), "svg_text"],
    ["an SVG in UTF-16 without a mark", utf16.subarray(2), "svg_text"],
    ["an SVG in UTF-32", Buffer.from(`fffe0000${"3c000000"}`, "hex"), "svg_text"],
    ["an SVG in Latin-1", Buffer.from(svg("<text>é</text>"), "latin1"), "svg_text"],
    [
      "an SVG with an archive behind it",
      Buffer.concat([Buffer.from(plain), Buffer.from("504b0304ff", "hex")]),
      "svg_text",
    ],
    ["an SVG of more than 512 KiB", Buffer.from(svg(" ".repeat(600_000))), "too_large"],
  ];
}

/** An SVG of 400 × 100. */
export function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100">${content}</svg>`;
}

/** A path that crosses itself all the time. */
export function zigzag(points: number): string {
  let state = 1;
  const next = (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return ((state / 2_147_483_648) * most).toFixed(1);
  };
  return `M0 0${Array.from({ length: points }, () => `L${next(400)} ${next(100)}`).join("")}`;
}

/** Groups that each draw the one before several times. */
function nested(levels: number, times: number): string {
  const groups = Array.from(
    { length: levels },
    (_, at) => `<g id="g${at + 1}">${`<use href="#g${at}"/>`.repeat(times)}</g>`,
  );
  return `<defs><g id="g0"><rect width="9" height="9"/></g>${groups.join("")}</defs><use href="#g${levels}"/>`;
}

function patterns(levels: number): string {
  const each = Array.from(
    { length: levels },
    (_, at) =>
      `<pattern id="p${at + 1}" width=".1" height=".1"><rect width="400" height="100" fill="url(#p${at})"/></pattern>`,
  );
  return `<pattern id="p0" width=".1" height=".1"><rect width="1" height="1"/></pattern>${each.join("")}<rect width="400" height="100" fill="url(#p${levels})"/>`;
}

/** Layers, each clipped by the one before. */
function chain(name: string, levels: number): string {
  const each = Array.from(
    { length: levels },
    (_, at) =>
      `<${name} id="c${at + 1}" mask="url(#c${at})"><rect width="400" height="100" fill="#fff"/></${name}>`,
  );
  return `<${name} id="c0"><rect width="400" height="100" fill="#fff"/></${name}>${each.join("")}<rect width="400" height="100" mask="url(#c${levels})"/>`;
}
