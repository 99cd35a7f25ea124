import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { spawnSync } from "node:child_process";

import { attempt } from "../../src/request/problems";
import { readTag } from "../../src/request/tag";
import { pipeline } from "./builders";

/** The tag, or what is wrong with it. */
function read(
  tag_name: string | undefined,
  more: { tag?: string | undefined; release_id?: string; offer?: string; eventTrouble?: string } = {},
): string | undefined | { readonly problems: readonly string[] } {
  const { tag, release_id, offer, eventTrouble } = more;
  const problems: string[] = [];
  const ci = pipeline({ tag, event: "branch", eventTrouble });
  const found = attempt(problems, () => readTag({ inputs: { tag_name, release_id }, pipeline: ci, offer }));
  return problems.length > 0 ? { problems } : found;
}
const isTag = (name: string): boolean => typeof read(name) === "string";

describe("the tag", () => {
  it.each<[string | undefined, string | undefined, string]>([
    ["v1.2.0", undefined, "v1.2.0"],
    ["refs/tags/v1.2.0", undefined, "v1.2.0"],
    [undefined, "v1.2.0", "v1.2.0"],
    ["v2.0.0", "v1.2.0", "v2.0.0"],
    ["pkg/v1.2.0", undefined, "pkg/v1.2.0"],
    ["@scope/pkg@1.2.0", undefined, "@scope/pkg@1.2.0"],
    ["版本-1", undefined, "版本-1"],
    ["a+b=c%d#e&f", undefined, "a+b=c%d#e&f"],
  ])("%s, from the CI %s", (given, ci, tag) => {
    expect(read(given, { tag: ci })).toBe(tag);
  });

  it("that is missing is told with where the pipeline came from", () => {
    const start = "No tag was given, and Some CI does not tell one (event: branch).";
    expect(read(undefined)).toEqual({ problems: [`${start} Start the job by pushing a tag, or set tag_name.`] });
    const offer = "HEAD is v1: add --tag-name v1.";
    expect(read(undefined, { offer })).toEqual({ problems: [`${start} ${offer}`] });
  });

  it("is left to the release that its id names, where nothing else tells it", () => {
    expect(read(undefined, { release_id: "7" })).toBeUndefined();
    expect(read(undefined, { release_id: "7", tag: "v1" })).toBe("v1");
    expect(read("v2", { release_id: "7" })).toBe("v2");
  });

  it("of an event that may have taken it away has to be named", () => {
    const eventTrouble = "The event cannot be read.";
    const problems = ["The event cannot be read. Set tag_name to publish all the same."];
    expect(read(undefined, { eventTrouble, tag: "v1" })).toEqual({ problems });
    expect(read("v1", { eventTrouble })).toBe("v1");
  });

  it.each(["refs/heads/main", "refs/pull/1/merge"])("is never a branch: %s", (name) => {
    expect(read(name)).toEqual({ problems: [`tag_name must be a tag, not “${name}”.`] });
  });

  it.each([
    "@",
    "HEAD",
    "refs/tags/@",
    "-x",
    "--tags",
    "a b",
    "a..b",
    "a~1",
    "a^",
    "a:b",
    "a?",
    "a*",
    "a[1]",
    "a\\b",
    ".a",
    "a/.b",
    "a.",
    "a.lock",
    "a.lock/b",
    "/a",
    "a/",
    "a//b",
    "a@{1}",
    "a\x07",
    "a\x7f",
    "a\nb",
  ])("%j is none", (name) => {
    expect(isTag(name)).toBe(false);
  });
});

/** What git itself says. */
function takenByGit(name: string): boolean {
  return spawnSync("git", ["check-ref-format", "--allow-onelevel", `refs/tags/${name}`]).status === 0;
}

describe("what git takes for a tag", () => {
  const piece = fc.constantFrom(
    "a",
    "b1",
    ".",
    "..",
    "/",
    "@",
    "{",
    "@{",
    "~",
    "^",
    ":",
    "?",
    "*",
    "[",
    "\\",
    " ",
    ".lock",
    "lock",
    "-",
    "\x01",
    "\x7f",
    "é",
    "😀",
    "#",
    "%",
    "=",
  );
  const name = fc
    .oneof(
      fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join("")),
      fc.string({ minLength: 1, maxLength: 8 }),
    )
    // An argument cannot hold NUL; `git tag` refuses a dash first, which check-ref-format leaves to it; refs/ is cut.
    // Every forge refuses the names of what is checked out, which git itself takes.
    .filter((text) => text !== "@" && text !== "HEAD")
    .filter((text) => !text.includes("\0") && !text.startsWith("-") && !text.startsWith("refs/") && text.trim() !== "");

  it("is what we take for one", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect([text, isTag(text)]).toEqual([text, takenByGit(text)]);
      }),
      { numRuns: 120 },
    );
  });
});
