import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { OUTPUTS, type OutputName, outputsOf, toDotenv } from "../../src/report/outputs";
import { ABOUT, published } from "./builders";

const NAMES = Object.keys(OUTPUTS) as OutputName[];
const PLAIN = NAMES.filter((name) => !["assets", "asset_urls", "plan"].includes(name));
const lines = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

describe("the outputs as a dotenv file", () => {
  it("have the names that people rely on", () => {
    expect(lines(toDotenv(outputsOf(published(), ABOUT))).sort()).toEqual([
      "RELEASE_CREATED=true",
      "RELEASE_DRAFT=false",
      "RELEASE_FORGE=github",
      "RELEASE_HTML_URL=https://forge.test/o/r/releases/v1.2.0",
      "RELEASE_ID=7",
      "RELEASE_NAME=v1.2.0",
      "RELEASE_PRERELEASE=false",
      "RELEASE_REPOSITORY=o/r",
      "RELEASE_TAG_NAME=v1.2.0",
      "RELEASE_UPLOAD_URL=https://forge.test/upload{?name,label}",
      "RELEASE_URL=https://forge.test/o/r/releases/v1.2.0",
    ]);
  });

  it.each(["assets", "asset_urls", "plan"] as const)("leave out %s, which is JSON", (name) => {
    expect(toDotenv(new Map([[name, "[]"]]))).toBe("");
  });

  it.each(["a\nb", "a\rb", "a\r\nRELEASE_ID=666", "a\0b", "a\u2028b", "a\u0085b", ""])("leave out %j", (value) => {
    expect(toDotenv(new Map([["name", value]]))).toBe("");
  });

  it.each(["=", "a=b", "$(rm -rf)", "`x`", "'\"", "# no comment", " space ", "日本語"])("hold %j as it is", (value) => {
    expect(toDotenv(new Map([["name", value]]))).toBe(`RELEASE_NAME=${value}\n`);
  });

  it("keep to five KiB, and leave out what is too long rather than all that follows", () => {
    const text = toDotenv(
      new Map([
        ["id", "1"],
        ["name", "x".repeat(5 * 1024)],
        ["tag_name", "v1"],
      ]),
    );
    expect(lines(text)).toEqual(["RELEASE_ID=1", "RELEASE_TAG_NAME=v1"]);
  });

  it("count bytes, not characters", () => {
    const fits = 5 * 1024 - "RELEASE_NAME=\n".length;
    expect(toDotenv(new Map([["name", "x".repeat(fits)]]))).not.toBe("");
    expect(toDotenv(new Map([["name", "x".repeat(fits + 1)]]))).toBe("");
    expect(toDotenv(new Map([["name", "é".repeat(fits / 2 + 1)]]))).toBe("");
  });

  it("never let a value make a line of its own, and never break a limit", () => {
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("\n", "\r", "A", "=") }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...PLAIN), value), (values) => {
        const text = toDotenv(new Map(Object.entries(values) as [OutputName, string][]));
        for (const line of text.split(/[\r\n\u0085\u2028\u2029]/).slice(0, -1)) {
          const [key = "", ...rest] = line.split("=");
          const name = key.replace("RELEASE_", "").toLowerCase();
          expect(key).toMatch(/^RELEASE_[A-Z_]+$/);
          expect(rest.join("=")).toBe(values[name as OutputName]);
        }
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5 * 1024);
        expect(lines(text).length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
