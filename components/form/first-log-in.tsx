import type { ReactNode } from "react";
import { RadioField } from "./radio-field";

/**
 * Chooses how a new person first logs in: by a mailed invitation (the default), or with a password that we set for them.
 * CSS shows the password fields once they are needed, so it works before JavaScript too.
 */
export function FirstLogIn(props: {
  readonly label: string;
  readonly words: { readonly invite: string; readonly password: string };
  /** the fields of the password */
  readonly children: ReactNode;
}) {
  return (
    <div className="group/first flex flex-col gap-3">
      <RadioField
        name="first_log_in"
        label={props.label}
        value="invite"
        options={[
          { id: "invite", label: props.words.invite },
          { id: "password", label: props.words.password },
        ]}
      />
      <div className="flex max-w-md flex-col gap-3 group-has-[input[value=invite]:checked]/first:hidden">
        {props.children}
      </div>
    </div>
  );
}
