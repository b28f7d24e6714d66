import { readAttributes } from "../customers/read-attributes";
import { readId } from "../customers/read-id";
import { openOwner } from "../identity/web-users/find-web-user";
import { operation } from "../operation";
import { readBrandValues } from "./brand-values";
import { makeStyle, type Style } from "./make-style";

/** Where the editor shows a brand beside itself: nothing of it may touch the page around. */
export const previewRoot = "[data-brand-preview]";

/**
 * What a brand would look like: its stylesheet for the editor's preview, what was removed of it and why, and which colours
 * cannot be read. Nothing is saved.
 * @throws Refusal 400 naming the field · 403 level · 404
 */
export const previewBrand = operation({
  name: "previewBrand",
  needs: { right: null, acts: ["manage"], scope: "none" },
  writes: false,
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    values: readBrandValues(raw),
    css: readAttributes({ css: raw.css ?? "" }).css ?? "",
  }),
  async run({ db, actor, input: { i_customer, values, css } }): Promise<Omit<Style, "hash">> {
    await openOwner(db, actor, i_customer, "read");
    const { hash: _hash, ...style } = makeStyle(
      { values, logo_light: null, logo_dark: null, css },
      previewRoot,
    );
    return style;
  },
});
