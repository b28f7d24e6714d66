/** What we use of bidi-js, which has no types of its own. */
declare module "bidi-js" {
  export default function bidiFactory(): {
    readonly getEmbeddingLevels: (
      text: string,
      direction?: "ltr" | "rtl" | "auto",
    ) => { readonly levels: Uint8Array; readonly paragraphs: readonly { readonly level: number }[] };
    readonly getMirroredCharacter: (letter: string) => string | null;
  };
}
