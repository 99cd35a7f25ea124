import { type Say, inEnglish } from "../model/say";
import type { Language } from "../request/language";

/** Says a message in the language of the run; `as: "line"` a line, a cell or a word of a result, which no message is taken for. */
export type Translate = (text: string, as?: "line") => string;

/** Messages are written in English; whoever reads them so loads no catalogue. In dist/ it is data, see scripts/catalogue.ts. */
export async function translatorFor(language: Language): Promise<Translate | undefined> {
  if (language === "en") return undefined;
  const [{ createTranslator }, zh] = await Promise.all([import("./messages"), import("./messages/zh/index.js")]);
  return createTranslator(zh.templates());
}

/** Words and lines in that language. */
export function wordsIn(translate: Translate | undefined): Say {
  return translate === undefined ? inEnglish : (text) => translate(text, "line");
}
