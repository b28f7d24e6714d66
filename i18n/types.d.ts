import type messages from "../messages/en.json";
import type { Language } from "./languages";

// makes a misspelt message key a compile error
declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages;
  }
}
