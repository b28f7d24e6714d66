/** The languages that the interface speaks. */
export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

export const languageCookie = "lang";

/** Their names, each in itself. */
export const languageNames = { en: "English", ru: "Русский" } as const satisfies Record<Language, string>;
