import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { played } from "../../scripts/command-pages/play";
import { PLAYED, setScene } from "../../scripts/command-pages/scene";
import { COMMAND_NAMES } from "../../src/request/commands/specs";
import { sectionsOf } from "../chinese/page";
import { PAGES, linksOf, read } from "./pages";

const FOLDER = "docs/commands";
const pages = PAGES.filter((page) => page.startsWith(`${FOLDER}/`));
const names = ["publish", ...COMMAND_NAMES, "help"];

/** jq reads its own programs; without it their lines stand as they are. */
function hasJq(): boolean {
  try {
    execFileSync("jq", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

const jq = hasJq();

describe("docs/commands", () => {
  it("has a page for each command, and an index that leads to all of them", () => {
    const wanted = names.map((name) => `${FOLDER}/${name}.md`);
    expect(pages.filter((page) => !page.endsWith("/README.md"))).toEqual([...wanted].sort());
    const index = linksOf(`${FOLDER}/README.md`).map((link) => link.split("#")[0]);
    expect(names.filter((name) => !index.includes(`${name}.md`))).toEqual([]);
  });

  it.each(PLAYED.filter((page) => jq || !read(page).includes("jq ")))("%s shows what is printed now", async (page) => {
    const text = read(page);
    const scene = await setScene(page);
    try {
      expect(await played(text, scene)).toBe(text);
    } finally {
      await scene.close();
    }
  });
});

describe.each(names)("docs/commands/%s.md", (name) => {
  const sections = sectionsOf(`${FOLDER}/${name}.md`);
  const text = read(`${FOLDER}/${name}.md`);

  it("says what it is for, what to paste, and what happens", () => {
    const wanted = ["options", "examples", "json", "exit-codes", "when-it-goes-wrong"];
    const without = { help: ["options", "json"], completion: ["json"] }[name] ?? [];
    const asks = ["delete", "prune"].includes(name) ? ["what-it-asks"] : [];
    const ids = sections.map(({ id }) => id);
    expect([...wanted, ...asks].filter((id) => !without.includes(id) && !ids.includes(id))).toEqual([]);
    const [first] = sections;
    expect([first?.level, first?.id, first?.blocks.map(({ language }) => language)]).toEqual([1, name, ["sh"]]);
    expect(first?.prose.join(" ").match(/\.(?= |$)/g)?.length).toBeGreaterThan(1);
  });

  it("tells every exit code that its examples end with", () => {
    const [table = []] = sections.find(({ id }) => id === "exit-codes")?.tables ?? [];
    const told = table.slice(1).flatMap(([code = ""]) => code.split(", "));
    const shown = [...text.matchAll(/^\$ echo \$\?\n(\d+)$/gm)].map(([, code = ""]) => code);
    expect(told).toContain("0");
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((code) => !told.includes(code))).toEqual([]);
  });
});
