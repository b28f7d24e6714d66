import sax, { type SAXOptions } from "sax";

const elements = new Set(
  (
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc metadata defs use symbol " +
    "linearGradient radialGradient stop pattern clipPath mask marker style filter feBlend feColorMatrix " +
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight " +
    "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset " +
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
  ).split(" "),
);

const mostCharacters = 64 * 1024;

/**
 * Whether an SVG's text is only a picture: well-formed, made of drawing elements, without scripts, handlers, foreign
 * content, document types or entities, and without an address that is not a `#fragment` of its own. In an image browsers
 * run and load nothing of an SVG anyhow; this protects people who open it by itself.
 * Source: semantics, 'Branding'; SVG 2, §2.2.1 (secure static mode).
 */
export function isHarmlessSvg(text: string): boolean {
  if (text.length > mostCharacters || /<!(?!--|\[CDATA\[)/.test(text) || hasEntity(text)) return false;
  let harmless = true;
  let root: string | undefined;
  const parser = new sax.SAXParser(true, options);
  parser.onopentag = ({ name, attributes }) => {
    root ??= name;
    if (!elements.has(name)) harmless = false;
    for (const [key, value] of Object.entries(attributes)) {
      if (!isHarmlessAttribute(key, String(value))) harmless = false;
    }
  };
  parser.onprocessinginstruction = ({ name }) => {
    // `xml-stylesheet` loads one
    if (name !== "xml") harmless = false;
  };
  const styled = (words: string) => {
    if (parser.tag?.name === "style" && !isHarmlessStyle(words)) harmless = false;
  };
  parser.ontext = styled;
  parser.oncdata = styled;
  parser.onerror = (error) => {
    throw error;
  };
  try {
    parser.write(text).close();
  } catch {
    return false;
  }
  return harmless && root === "svg";
}

const options: SAXOptions = { trim: false, normalize: false };

/** Whether it has entities other than XML's own five and characters by number, which a parser resolves. */
function hasEntity(text: string): boolean {
  return /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i.test(text);
}

function isHarmlessAttribute(key: string, value: string): boolean {
  const name = key.toLowerCase();
  if (name.startsWith("on") || name === "xml:base" || name === "src") return false;
  if (name === "href" || name.endsWith(":href")) return value.trim().startsWith("#");
  return isHarmlessStyle(value);
}

/** Checks a CSS text: only addresses within the picture, no imports, and nothing that could hide either. */
function isHarmlessStyle(text: string): boolean {
  // animated pictures have their own keyframes
  if (/\\|\/\*|@(?!(?:-webkit-)?keyframes\b|media\b)|javascript:|expression\(|image-set|src\(/i.test(text))
    return false;
  return !/url\( ?["']? ?(?!["'# ])/i.test(text.replace(/\s+/g, " "));
}
