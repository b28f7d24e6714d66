"use client";

import { SelectField, TextField } from "@/components/form/fields";
import type { FollowUpWords } from "./shown";

/** When somebody should look at a note again, and who. */
export function FollowUpFields({
  words,
  day,
  by,
}: {
  readonly words: FollowUpWords;
  /** as YYYY-MM-DD; '' for none */
  readonly day: string;
  /** null: anybody */
  readonly by: number | null;
}) {
  return (
    <div className="fields">
      <TextField name="follow_up_on" label={words.follow_up_on} value={day} input={{ type: "date" }} />
      <SelectField
        name="follow_up_by"
        label={words.follow_up_by}
        value={by === null ? "" : String(by)}
        options={words.colleagues}
      />
    </div>
  );
}
