import type { Language } from "../request/language";

/** Says a message in the language of the run. */
export type Translate = (text: string) => string;

/** Messages are written in English; whoever reads them so loads no catalogue. */
export async function translatorFor(language: Language): Promise<Translate | undefined> {
  return language === "en" ? undefined : (await import("./messages")).createTranslator();
}
