/** Lines with which git's signatures begin: of PGP, of SSH, and of X.509. https://git-scm.com/docs/gitformat-signature */
const BEGIN = /^-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----\s*$/;

/** What a tag says without the signatures at its end. One that is quoted, with text behind it, stays. */
export function withoutSignature(message: string): string {
  let lines = message.split(/\r\n|\r|\n/);
  for (;;) {
    const begin = lines.findLastIndex((line) => BEGIN.test(line));
    const [, kind = ""] = BEGIN.exec(lines[begin] ?? "") ?? [];
    const end = lines.findIndex((line, at) => at > begin && line.trimEnd() === `-----END ${kind}-----`);
    const isLast = end < 0 || lines.slice(end + 1).every((line) => line.trim() === "");
    if (begin < 0 || !isLast) return lines.join("\n").trim();
    lines = lines.slice(0, begin);
  }
}
