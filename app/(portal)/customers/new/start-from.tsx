import { SelectField, TextField } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { Profile } from "@/server/profiles/profiles";
import { LeftOutNotice } from "../../../web/customers/left-out";
import { StartForm } from "./start-form";
import type { StartingPoint } from "./starting-point";

type Props = {
  readonly profiles: readonly Profile[];
  readonly start: StartingPoint;
  /** the parent of the new customer, if it is not the reader */
  readonly parent: number | null;
};

/** Chooses the profile or customer that a new one starts from, and says what it had to leave out. */
export async function StartFrom({ profiles, start, parent }: Props) {
  const t = await getTranslations("profiles");
  const chosen = new URLSearchParams(start.address).get("profile") ?? "";
  const { prepared } = start;
  return (
    <section data-part="start-from" aria-labelledby="start-from" className="form-group">
      <h2 id="start-from">{t("start_from")}</h2>
      <p>
        {t("start_text")}{" "}
        <a href="/profiles" className="text-accent-text underline underline-offset-2">
          {t("manage")}
        </a>
      </p>
      <div>
        <StartForm action="/customers/new">
          {parent === null ? null : <input type="hidden" name="parent" value={parent} />}
          {profiles.length === 0 ? null : (
            <SelectField
              name="profile"
              label={t("profile")}
              value={chosen}
              options={[
                { id: "", label: t("empty_form") },
                ...profiles.map(({ i_profile, name }) => ({ id: String(i_profile), label: name })),
              ]}
            />
          )}
          <TextField
            name="copy"
            label={t("copy_from")}
            input={{ placeholder: t("copy_hint"), maxLength: 128 }}
          />
          <Button>{t("fill")}</Button>
        </StartForm>
        {start.gone ? <Notice tone="warn">{t("gone")}</Notice> : null}
        {prepared ? (
          <>
            <Notice>{t("filled", { name: prepared.from })}</Notice>
            <LeftOutNotice
              title={t("left_out", { count: prepared.left_out.length })}
              leftOut={prepared.left_out}
            />
          </>
        ) : null}
      </div>
    </section>
  );
}
