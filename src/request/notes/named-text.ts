import { type Reading, type TextRead, readTextFile } from "./text-file";

/** The text that an input names by its path; or what is wrong with it, in a sentence or two. */
export async function readNamed(
  input: string,
  path: string,
  reading: Reading,
): Promise<Exclude<TextRead, { readonly refused: string }> | { readonly problem: string }> {
  const read = await readTextFile(path, reading);
  if (!("refused" in read)) return read;
  const { nearText } = await import("./near-text");
  const hint = await nearText(path, reading);
  return { problem: [unusable(input, path, { ...reading, why: read.refused }), hint].filter(Boolean).join(" ") };
}

/** Why a text is of no use, in a sentence. */
export function unusable(
  input: string,
  path: string,
  { base, why }: Pick<Reading, "base"> & { readonly why: string },
): string {
  const where = path === "-" ? "standard input" : path;
  return `${input}: ${where} ${why}${path === "-" ? "" : ` (looked for in ${base})`}.`;
}
