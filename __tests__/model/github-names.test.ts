import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { storedName, uploadAddress, uploadRefusal } from "../../src/forges/github/names";
import { staysHere } from "../../src/http/connect/routes";

describe("the name under which GitHub stores a file", () => {
  it.each<[string, string]>([
    ["app.zip", "app.zip"],
    ["app-1.2.0_x64.tar.gz", "app-1.2.0_x64.tar.gz"],
    ["app+debug@1.zip", "app+debug@1.zip"],
    ["żółw.txt", "zo.w.txt"],
    ["Ünïcödé.zip", "Unicode.zip"],
    [".config", "default.config"],
    [".env.local", "default.env.local"],
    ["a b.txt", "a.b.txt"],
    ["a~1:2(3)'#%,;=[]{}!$&.txt", "a.1.2.3.txt"],
    ["a..b...c", "a.b.c"],
    ["name.", "default.name"],
    ["a. .b", "a.b"],
    ["(a).zip", "a.zip"],
    ["a (1)", "a.1"],
    ["日本語.txt", "default.txt"],
    ["é", "default.e"],
    ["LICENSE", "LICENSE"],
    ["LICENSE!", "default.LICENSE"],
    ["emoji😀.zip", "emoji.zip"],
    ["a😀b.zip", "a.b.zip"],
  ])("%s: %s", (name, stored) => {
    expect(storedName(name)).toBe(stored);
  });

  it("holds allowed characters only, with no dot at its beginning", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        expect(storedName(name)).toMatch(/^[A-Za-z0-9_+@-][A-Za-z0-9_+@.-]*$/);
        expect(storedName(name)).not.toContain("..");
      }),
      { numRuns: 700 },
    );
  });

  it("is stored as it is when it is sent again", () => {
    // A name of which nothing is left is not known to the model: the server's answer tells it.
    const name = fc.string({ unit: "grapheme" }).filter((text) => /[A-Za-z0-9_+@-]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        expect(storedName(storedName(text))).toBe(storedName(text));
      }),
      { numRuns: 700 },
    );
  });
});

describe("hosts that may be given the token for an upload", () => {
  const cloud = { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
  const server = { apiUrl: "https://git.example.com/api/v3", serverUrl: "https://git.example.com" };
  const local = { apiUrl: "http://127.0.0.1:3000/api/v3", serverUrl: "http://127.0.0.1:3000" };

  it.each<[string, typeof cloud, boolean]>([
    ["https://uploads.github.com/repos/o/r/releases/1/assets", cloud, true],
    ["https://api.github.com/upload", cloud, true],
    ["https://github.com/upload", cloud, true],
    ["https://evil.example.com/upload", cloud, false],
    ["https://uploads.github.com.evil.example.com/", cloud, false],
    ["https://uploads-github.com/", cloud, false],
    ["http://uploads.github.com/", cloud, false],
    ["https://uploads.acme.ghe.com/", { apiUrl: "https://api.acme.ghe.com", serverUrl: "https://acme.ghe.com" }, true],
    [
      "https://uploads.other.ghe.com/",
      { apiUrl: "https://api.acme.ghe.com", serverUrl: "https://acme.ghe.com" },
      false,
    ],
    ["https://git.example.com/api/uploads/repos/o/r/releases/1/assets", server, true],
    ["https://git.example.com:8443/api/uploads/", server, true],
    ["https://uploads.git.example.com/", server, false],
    ["https://example.com/", server, false],
    ["http://git.example.com/api/uploads/", server, false],
    ["http://127.0.0.1:3001/upload", local, true],
    ["http://10.0.0.1/upload", local, false],
  ])("%s: %#", (upload, known, allowed) => {
    const mayTravelPlain = (url: URL): boolean => staysHere(url, { httpProxy: undefined, noProxy: undefined });
    expect(uploadRefusal(new URL(upload), { ...known, mayTravelPlain }) === undefined).toBe(allowed);
  });
});

describe("the address of an upload", () => {
  it.each<[string, string | undefined, string, boolean]>([
    ["https://h/assets{?name,label}", undefined, "https://h/assets?name=a", true],
    ["https://h/assets{?name,label}", "My app", "https://h/assets?name=a&label=My+app", true],
    ["https://h/assets{?name}", "My app", "https://h/assets?name=a", false],
    ["https://h/assets", "My app", "https://h/assets?name=a", false],
    ["https://h/assets?x=1{&name,label}", undefined, "https://h/assets?x=1&name=a", true],
  ])("%s with %j", (template, label, expected, takesLabel) => {
    const { url, takesLabel: takes } = uploadAddress(template, { name: "a", label });
    expect(url.href).toBe(expected);
    expect(takes).toBe(takesLabel);
  });

  it("carries any name and label so that a server reads them back", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(word, word, (name, label) => {
        const { url } = uploadAddress("https://h/assets{?name,label}", { name, label });
        const read = new URL(url.href).searchParams;
        expect([read.get("name"), read.get("label")]).toEqual([name, label]);
      }),
    );
  });
});
