import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { formatChecksums, parseChecksums } from "../../src/model/checksums";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Names as people and builds make them. */
const NAMES = [
  ...["app.zip", "App.zip", "a b.txt", "ä.bin", "发布.tar.gz", "back\\slash.txt", "two\nlines.txt", " led.txt"],
  ...["#1.txt", "-dash.txt", "*star.txt", "(1).txt", "tab\there.txt", "10.zip", "9.zip", "SHA256 (x) = y"],
  ...["* led by a star.txt", "two\u2028separated\u2029lines.txt"],
];

describe("a list of checksums", () => {
  it("is what sha256sum writes, to the byte, and what it takes", () => {
    const folder = mkdtempSync(join(tmpdir(), "sums-"));
    try {
      for (const name of NAMES) writeFileSync(join(folder, name), `content of ${name}`);
      const bytes = (name: string): Buffer => Buffer.from(name);
      const sorted = [...NAMES].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
      const theirs = execFileSync("sha256sum", ["--", ...sorted], { cwd: folder, encoding: "utf8" });
      const ours = formatChecksums(NAMES.map((name) => ({ name, sha256: sha256(`content of ${name}`) })));
      expect(ours).toBe(theirs);
      const told = execFileSync("sha256sum", ["--check", "--strict"], { cwd: folder, input: ours, encoding: "utf8" });
      expect(told.match(/: OK$/gm)).toHaveLength(NAMES.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is read as it was written, whatever the names are", () => {
    const name = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => !text.startsWith("./"));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
        const lines = names.map((one) => ({ name: one, sha256: sha256(one) }));
        const read = parseChecksums(formatChecksums(lines));
        expect([...read].sort()).toEqual(lines.map((line) => [line.name, line.sha256]).sort());
      }),
    );
  });

  const sum = sha256("x");
  it.each([
    ["line ends of Windows", `${sum}  app.zip\r\n`],
    ["a mark of the order of bytes", `\ufeff${sum}  app.zip\n`],
    ["binary mode", `${sum} *app.zip\n`],
    ["one blank only", `${sum} app.zip\n`],
    ["capital letters", `${sum.toUpperCase()}  app.zip\n`],
    ["the folder that it was made in", `${sum}  ./app.zip\n`],
    ["the form of BSD", `SHA256 (app.zip) = ${sum}\n`],
    ["no line end", `${sum}  app.zip`],
    ["words around it", `# checksums of v1\n\n${sum}  app.zip\n-----BEGIN PGP SIGNATURE-----\n`],
  ])("is understood with %s", (_, text) => {
    expect([...parseChecksums(text)]).toEqual([["app.zip", sum]]);
  });
});
