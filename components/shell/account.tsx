import { Icon } from "../ui/icon";
import { Appearance, type AppearanceProps } from "./appearance";

export type AccountProps = {
  readonly login: string;
  /** the name of the customer for whom somebody works, and a sentence with it */
  readonly customer: string;
  readonly working_for: string;
  readonly appearance: AppearanceProps;
  readonly words: Readonly<Record<"account" | "log_out", string>>;
};

/** Names the reader and their customer, and opens the menu of what concerns only them: language, theme, log-out. */
export function Account({ login, customer, working_for, appearance, words }: AccountProps) {
  return (
    <>
      <button type="button" popoverTarget="account" data-part="account" className="account">
        <span aria-hidden className="initials">
          {login.slice(0, 2)}
        </span>
        <span className="sr-only">{words.account} </span>
        <span className="account-names">
          <span>{login}</span>
          <span>{customer}</span>
        </span>
        <Icon name="chevron-down" size={14} className="hidden shrink-0 text-muted sm:block" />
      </button>
      <div id="account" popover="auto" className="float menu-float">
        <div className="border-b border-line px-3.5 py-2.5">
          <div className="truncate font-medium">{login}</div>
          <div className="truncate text-[0.8125rem] text-muted">{working_for}</div>
        </div>
        <div className="flex flex-col gap-2 p-3">
          <Appearance {...appearance} />
        </div>
        {/* leaving is a full navigation, so that nothing of the identity stays in the browser */}
        <form action="/logout" method="post" className="border-t border-line p-1.5">
          <button
            type="submit"
            className="flex h-9 w-full items-center gap-2.5 rounded-part px-2.5 text-left hover:bg-hover"
          >
            <Icon name="log-out" className="text-muted" />
            {words.log_out}
          </button>
        </form>
      </div>
    </>
  );
}
