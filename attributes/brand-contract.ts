/**
 * Everything that a brand may rely on. Tests look for each item in the pages, and docs/branding.md comes from it. These
 * names stay; class names are ours and may change.
 */

/** How to check a token's value before it takes effect outside the brand's own region. */
export type TokenKind = "colour" | "font" | "length" | "image";

export const brandTokens = {
  "--brand-accent": {
    kind: "colour",
    text: "the one accent: buttons that do the main thing, the open page, links, the focus; softer and stronger tones are made from it",
  },
  "--brand-on-accent": { kind: "colour", text: "text on the accent; it counts where it holds 4.5:1 there" },
  "--brand-surface": { kind: "colour", text: "the ground of pages, in the light theme" },
  "--brand-text": { kind: "colour", text: "text, in the light theme" },
  "--brand-dark-surface": { kind: "colour", text: "the ground of pages, in the dark theme" },
  "--brand-dark-text": { kind: "colour", text: "text, in the dark theme" },
  "--brand-chart": {
    kind: "colour",
    text: "lines and bars of charts, in place of the accent; darker in the light theme and lighter in the dark one where it could not be seen otherwise",
  },
  "--brand-chart-rest": {
    kind: "colour",
    text: "the rest of a whole in charts, which is quiet: it stays as pale as our own grey, and as far from the ground",
  },
  "--brand-font": {
    kind: "font",
    text: "the font's family; what is missing in it falls back to the product's own",
  },
  "--brand-radius": { kind: "length", text: "how round the corners of buttons and fields are, up to 24px" },
  "--brand-logo": { kind: "image", text: 'an image, `url("data:…")`, square, in place of our mark' },
} as const satisfies Record<string, { readonly kind: TokenKind; readonly text: string }>;

export type BrandToken = keyof typeof brandTokens;

// Object.keys gives string[]; the object above has exactly these keys
export const brandTokenNames = Object.keys(brandTokens) as BrandToken[];

/**
 * The parts that rules may address, `[data-part="…"]`, each with a page that shows it. They are inside the brand's
 * region; everything else takes only the tokens.
 */
export const brandParts = {
  header: { page: "/customers", text: "the bar on top, but for who is logged in" },
  logo: { page: "/customers", text: "the mark and the name, in the header and beside the log-in" },
  sidebar: { page: "/customers", text: "the navigation at the side" },
  drawer: { page: "/customers", text: "the same on a phone" },
  content: { page: "/customers", text: "what a list shows" },
  table: { page: "/customers", text: "a list's table" },
  pages: { page: "/customers", text: "to the pages before and after" },
  filters: { page: "/customers", text: "search and filters of a list" },
  tree: { page: "/tree", text: "the tree of customers" },
  message: { page: "/nothing-here", text: "a page that says one thing: not found, an error" },
  "sign-in": { page: "/login", text: "the ground of the pages before log-in; their card takes the tokens" },
  footer: { page: "/login", text: "the links and the support contact below" },
} as const satisfies Record<string, { readonly page: string; readonly text: string }>;

/** The fonts that a brand may choose: those of every system, and those that come with the product. */
export const brandFonts = {
  inter: '"Inter Variable"',
  system: "system-ui",
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans"',
  rounded: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, Calibri',
  serif: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia',
} as const satisfies Record<string, string>;

export type BrandFont = keyof typeof brandFonts;
