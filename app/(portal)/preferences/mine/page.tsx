import { redirect } from "next/navigation";

/** The former address of one's own settings, for old bookmarks. */
export default function MinePage() {
  redirect("/preferences");
}
