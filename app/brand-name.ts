import { getTranslations } from "next-intl/server";

/** The name that stands on what is printed or sent. */
export async function brandName(): Promise<string> {
  return (await getTranslations("common"))("product");
}
