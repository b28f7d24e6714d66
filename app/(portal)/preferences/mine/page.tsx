import { redirect } from "next/navigation";

/** Where one's own settings stood once: bookmarks lead on. */
export default function MinePage() {
  redirect("/preferences");
}
