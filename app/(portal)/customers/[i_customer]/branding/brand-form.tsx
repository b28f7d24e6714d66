import { brandFonts } from "@/attributes/brand-contract";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextAreaField, TextField } from "@/components/form/fields";
import { FoldedGroup } from "@/components/form/form-group";
import { SetNote } from "@/components/form/set-note";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { mostLinks } from "@/server/brand/brand-values";
import { pictureAddress, pictureNames } from "@/server/brand/picture/read-picture";
import type { BrandView } from "@/server/branding/get-brand";
import { previewBrandAction, saveBrandAction } from "./brand-actions";
import { BrandPreview } from "./brand-preview";
import { ColourField } from "./colour-field";
import { PictureField } from "./picture-field";
import { ListMock, SignInMock } from "./preview-mocks";
import type { Preview } from "./say-preview";

type Props = {
  readonly customer: { readonly i_customer: number; readonly name: string };
  readonly brand: BrandView["own"];
  readonly first: Preview;
  /** whether the reader may change the stylesheet; support sessions may not */
  readonly mayStyle: boolean;
};

const ofLogo = {
  logo_light: { look: "light", other: "logo_dark" },
  logo_dark: { look: "dark", other: "logo_light" },
} as const;

const contactNames = ["support_email", "support_phone", "support_url"] as const;

/** The parts of a brand, with a preview beside them. */
export async function BrandForm({ customer, brand, first, mayStyle }: Props) {
  const { values, css } = brand;
  const [t, c] = [await getTranslations("branding"), await getTranslations("common")];
  const fonts = [
    { id: "", label: t("font_own") },
    ...(Object.keys(brandFonts) as (keyof typeof brandFonts)[]).map((id) => ({ id, label: t(`font_${id}`) })),
  ];
  const noted = (name: string, label: string) => ({ name, label, usual: "", boxes: null });
  const contact = contactNames.map((name) => noted(name, t(name)));
  const heldContact = Object.fromEntries(contactNames.map((name) => [name, values[name]]));
  const links = values.footer_links.map((_, at) =>
    noted(`footer_label.${at}`, t("link_label", { number: at + 1 })),
  );
  const heldLinks = Object.fromEntries(
    values.footer_links.map(({ label }, at) => [`footer_label.${at}`, label]),
  );
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <ActionForm action={saveBrandAction} prefix="brand" className="form stacked">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <section className="form-group">
          <div>
            <TextField
              name="product_name"
              label={t("product_name")}
              help={t("product_name_help")}
              value={values.product_name}
              input={{ maxLength: 40 }}
            />
            <div className="fields">
              <ColourField
                name="accent"
                label={t("accent")}
                help={t("accent_help")}
                value={values.accent}
                picker={t("accent_picker")}
                usual="#4a5fd6"
                within="[data-brand-preview]"
              />
              <SelectField name="font" label={t("font")} value={values.font} options={fonts} />
            </div>
            {pictureNames.map((name) => (
              <PictureField
                key={name}
                name={name}
                label={t(name)}
                help={t(`${name}_help`)}
                hash={brand[name]}
                src={brand[name] ? pictureAddress(brand[name]) : null}
                {...(name === "favicon" ? { look: null, other: null } : ofLogo[name])}
                words={{
                  light: t("on_light"),
                  dark: t("on_dark"),
                  hardly_seen_light: t("hardly_seen_light"),
                  hardly_seen_dark: t("hardly_seen_dark"),
                  remove: t("remove_picture"),
                }}
              />
            ))}
          </div>
        </section>
        <FoldedGroup title={t("contact")} note={<SetNote fields={contact} held={heldContact} ticked="" />}>
          <TextField
            name="support_email"
            label={t("support_email")}
            value={values.support_email}
            input={{ type: "email" }}
          />
          <TextField
            name="support_phone"
            label={t("support_phone")}
            value={values.support_phone}
            input={{ className: "control figure" }}
          />
          <TextField name="support_url" label={t("support_url")} value={values.support_url} />
        </FoldedGroup>
        <FoldedGroup title={t("links")} note={<SetNote fields={links} held={heldLinks} ticked="" />}>
          {Array.from({ length: mostLinks }, (_, at) => at).map((at) => (
            <div key={at} className="fields">
              <TextField
                name={`footer_label.${at}`}
                label={t("link_label", { number: at + 1 })}
                value={values.footer_links[at]?.label ?? ""}
                input={{ maxLength: 40 }}
              />
              <TextField
                name={`footer_href.${at}`}
                label={t("link_address", { number: at + 1 })}
                value={values.footer_links[at]?.href ?? ""}
                input={{ placeholder: "https://" }}
              />
            </div>
          ))}
        </FoldedGroup>
        {mayStyle ? (
          <FoldedGroup title={t("stylesheet")} open={css !== ""}>
            <TextAreaField
              name="css"
              label={t("css")}
              help={t("css_help")}
              value={css}
              area={{ rows: 14, spellCheck: false, className: "control font-mono text-[0.8125rem]" }}
            />
          </FoldedGroup>
        ) : (
          <input type="hidden" name="css" value={css} />
        )}
        <ActionBar>
          <SubmitButton>{c("save")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${customer.i_customer}/branding`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
      <Section title={t("preview")} note={t("preview_text")} className="preview-stays">
        <BrandPreview
          first={first}
          preview={previewBrandAction}
          form="brand"
          words={{
            light: t("light"),
            dark: t("dark"),
            wide: t("wide"),
            phone: t("phone"),
            sign_in: t("page_sign_in"),
            list: t("page_list"),
            removed: t("removed_title"),
            nothing_removed: t("nothing_removed"),
            contrast: t("contrast_title"),
            contrast_fine: t("contrast_fine"),
            proposed: t("proposed"),
          }}
          signIn={<SignInMock name={values.product_name} />}
          list={<ListMock name={values.product_name} />}
        />
      </Section>
    </div>
  );
}
