type Shown = { readonly src: string; readonly width: number; readonly height: number } | null;

/** What our page frames show of a brand. */
export type ShownBrand = {
  readonly name: string;
  readonly logo_light: Shown;
  readonly logo_dark: Shown;
};

/** The foot of the pages before log-in. */
export type BrandFoot = {
  readonly links: readonly { readonly label: string; readonly href: string }[];
  readonly support: readonly { readonly label: string; readonly href: string }[];
};
