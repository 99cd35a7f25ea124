/** Says a line of a result, a cell of a table or a word in the language of the run. */
export type Say = (text: string) => string;

/** English, as everything is written. */
export const inEnglish: Say = (text) => text;
