import { readBrandValues } from "../brand/brand-values";
import { makeStyle, type Style } from "../brand/make-style";
import { findOwnBrand } from "../brand/write-brand";
import { readId } from "../input/read-id";
import { countWithin, tooMany } from "../operation/count-within";
import { operation } from "../operation/operation";
import { readAttributes } from "../record/read-attributes";

const minuteMs = 60_000;
const mostInMinute = 90;

/** The element in which the editor previews a brand. Nothing of the brand may affect the page around. */
export const previewRoot = "[data-brand-preview]";

/**
 * Previews a brand without saving it: the stylesheet for the editor's preview, what we removed and why, and which colours
 * are unreadable.
 * @throws Refusal 400 naming the field · 403 level · 404 · 429 over 90 a minute
 */
export const previewBrand = operation({
  name: "previewBrand",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: null,
    acts: ["manage"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    values: readBrandValues(raw),
    css: readAttributes({ css: raw.css ?? "" }).css ?? "",
  }),
  async run({ db, actor, input: { i_customer, values, css } }): Promise<Omit<Style, "hash">> {
    // long stylesheets cost time, and the editor asks at every pause in typing
    const { count, since } = await countWithin(db, `preview:${actor.i_customer}`, minuteMs);
    if (count > mostInMinute) throw tooMany(since.getTime() + minuteMs - Date.now());
    const { logo_light, logo_dark } = await findOwnBrand(db, i_customer);
    const { hash: _hash, ...style } = makeStyle({ values, logo_light, logo_dark, css }, previewRoot);
    return style;
  },
});
