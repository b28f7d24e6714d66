import type messages from "../messages/en.json";
import type { Language } from "./languages";

// misspelt keys of messages do not compile
declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages;
  }
}
