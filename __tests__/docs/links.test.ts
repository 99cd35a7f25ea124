import { describe, expect, it } from "vitest";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { CIS } from "../../src/ci";
import { FORGES } from "../../src/forges";
import { PAGES, anchorsOf, blocksOf, linksOf, read } from "./pages";

/** Where files of this repository are read by others, by branch, tag or version. */
const OURS =
  /^https:\/\/(?:raw\.githubusercontent\.com|github\.com)\/forge-release\/forge-release\/(?:blob\/|raw\/)?[^/]+\/(.+)$/;

/** What is wrong with a link; `undefined`: it leads somewhere. */
function broken(page: string, link: string): string | undefined {
  const [, own] = OURS.exec(link) ?? [];
  if (own !== undefined && !/^(releases|tag|security|actions|issues)\b/.test(own))
    return existsSync(own) ? undefined : `${link}: no such file`;
  if (/^(https:|mailto:)/.test(link)) return undefined;
  if (/^[a-z]+:/.test(link)) return `${link}: only https`;
  const [path = "", anchor] = decodeURIComponent(link).split("#", 2);
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (file.startsWith("..")) return `${link}: leads out of the repository`;
  if (!existsSync(file)) return `${link}: no such file`;
  if (anchor === undefined || anchor === "") return undefined;
  if (statSync(file).isDirectory() || !file.endsWith(".md")) return `${link}: no page has this anchor`;
  return anchorsOf(file).has(anchor) ? undefined : `${link}: no such heading`;
}

describe("links", () => {
  it.each(PAGES)("%s leads to pages and headings that are there", (page) => {
    expect(linksOf(page).flatMap((link) => broken(page, link) ?? [])).toEqual([]);
  });

  it("are told where they lead nowhere", () => {
    const wrong = ["docs/nothing.md", "#nothing", "docs/inputs.md#nothing", "../outside.md", "http://example.com"];
    expect(wrong.map((link) => broken("README.md", link)).filter((told) => told === undefined)).toEqual([]);
    expect(["#inputs", "docs/inputs.md#the-files", "docs/"].flatMap((link) => broken("README.md", link) ?? [])).toEqual(
      [],
    );
  });
});

/** Pages that are not called as the CI is. */
const CI_PAGES: Readonly<Record<string, string>> = {
  ...{ actions: "github-actions", atomgit: "gitcode", "builds-sr-ht": "sourcehut-builds" },
};

describe("docs/README.md", () => {
  const index = linksOf("docs/README.md").map((link) => normalize(join("docs", link.split("#")[0] ?? "")));

  it("leads to every page of its folder, and of docs/ci", () => {
    const wanted = PAGES.filter((page) => /^docs\/(ci\/)?[^/]+\.md$/.test(page) && page !== "docs/README.md");
    expect(wanted.filter((page) => !index.includes(page))).toEqual([]);
  });

  it("has a page for each forge and each CI", () => {
    const pages = FORGES.map(({ id }) => (id === "forgejo" ? "gitea" : id));
    const cis = CIS.map(({ id }) => CI_PAGES[id] ?? id).concat("gitea-actions", "forgejo-actions", "shell");
    const wanted = [...pages.map((id) => `docs/${id}.md`), ...cis.map((id) => `docs/ci/${id}.md`)];
    expect(wanted.filter((page) => !index.includes(page))).toEqual([]);
  });
});

describe("a page of a CI", () => {
  const pages = PAGES.filter((page) => page.startsWith("docs/ci/"));

  it.each(pages)("%s shows what to paste, and says what people ask", (page) => {
    expect(
      [...read(page).matchAll(/^\*\*(Token|Tag|Outputs|Checkout|Node)\.\*\*/gm)].map(([, word]) => word).sort(),
    ).toEqual(["Checkout", "Node", "Outputs", "Tag", "Token"]);
    expect(blocksOf(page).length).toBeGreaterThan(0);
  });
});

/** What the sources say, and what tests heard them say, where a sentence goes on behind a value. */
function sourcesBelow(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

describe("README.md", () => {
  const text = read("README.md");

  it("begins with the other language, and is short", () => {
    expect(text.split("\n")[0]).toBe("English | [简体中文](README.zh-CN.md)");
    expect(text.split("\n").length).toBeLessThanOrEqual(262);
  });

  it("quotes what the program and the forges say", () => {
    const [, table = ""] = /^\| The log says[^\n]*\n([\s\S]*?)\n\n/m.exec(text) ?? [];
    const quotes = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, quote = ""]) => quote);
    const pieces = quotes.flatMap((quote) => quote.split(/…|\bv1\b|\b\d{3}\b/)).map((piece) => piece.trim());
    const said = sourcesBelow("src", "sandbox", "__tests__");
    expect(quotes.length).toBeGreaterThan(5);
    expect(pieces.filter((piece) => !said.includes(piece))).toEqual([]);
  });

  it("leads to each of its sections", () => {
    const [contents = ""] = /^\[Copy this\].*$/m.exec(text) ?? [];
    const sections = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
    const told = [...contents.matchAll(/\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
    const anchors = sections.map((heading) => heading.toLowerCase().replaceAll(" ", "-"));
    expect(told).toEqual(anchors.filter((anchor) => anchor !== "more"));
  });
});
