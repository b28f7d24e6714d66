import { LogOut } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Appearance, type AppearanceActions } from "./appearance";

/** Language, theme and log-out. Leaving is a full navigation, so that nothing of the identity stays in the browser. */
export async function AccountMenu(props: AppearanceActions) {
  const t = await getTranslations("shell");
  return (
    <>
      <div className="flex flex-col gap-2 p-3">
        <Appearance {...props} />
      </div>
      <form action="/logout" method="post" className="border-t border-line p-1.5">
        <button
          type="submit"
          className="flex h-9 w-full items-center gap-2.5 rounded-[6px] px-2.5 text-left hover:bg-hover"
        >
          <LogOut size={15} aria-hidden className="text-muted" />
          {t("log_out")}
        </button>
      </form>
    </>
  );
}
