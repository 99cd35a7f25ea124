/** Letters that lose no diacritic by decomposition; observed: `ð_æ_ŋ` becomes `d_ae_._ng` or close (reference 6.2). */
const LETTERS: Readonly<Record<string, string>> = {
  ð: "d",
  Ð: "D",
  đ: "d",
  Đ: "D",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  ß: "ss",
  þ: "th",
  Þ: "Th",
  ŋ: "ng",
};

const plainLetters = (name: string): string =>
  Array.from(name.normalize("NFD").replace(/\p{M}/gu, ""), (char) => LETTERS[char] ?? char).join("");

/** The name GitHub stores for an uploaded asset, by the five steps of reference 6.2. */
export function storedName(name: string): string {
  const ascii = plainLetters(name);
  const started = ascii.startsWith(".") ? `default${ascii}` : ascii;
  const stored = started.replace(/[^A-Za-z0-9_+@-]+/g, ".").replace(/^\.+|\.+$/g, "");
  return stored !== name && !stored.includes(".") ? `default.${stored}` : stored;
}
