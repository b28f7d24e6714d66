import type { ReactNode } from "react";
import { RadioField } from "./radio-field";

/**
 * How a new person logs in first: by an invitation that is mailed, which is what stands there, or by a password that is
 * given to it. The fields of the password are there once it is chosen: by the style sheet alone, so before JavaScript too.
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
