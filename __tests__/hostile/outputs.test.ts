import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORGES, scene } from "./stage";

// A checkout that brings the files along to which a run writes its outputs.

const SOME = FORGES.filter(([forge]) => forge === "github" || forge === "gitlab" || forge === "gitee");
/** Files of the CI's own in the working folder. */
const OWN = { gitlab: "forge-release.env", gitee: "GITEE_PARAMS" } as const;

/** A folder outside of the checkout with a file that nobody may change. */
function outside(): { readonly folder: string; readonly file: string; readonly state: () => unknown } {
  const folder = mkdtempSync(join(tmpdir(), "outside-"));
  const file = join(folder, "profile");
  writeFileSync(file, "untouched\n");
  return { folder, file, state: () => [readdirSync(folder), readFileSync(file, "utf8")] };
}

function link(to: string, folder: string, name: string): string {
  symlinkSync(to, join(folder, name));
  return name;
}

function pipe(folder: string, name: string): string {
  execFileSync("mkfifo", [join(folder, name)]);
  return name;
}

function below(folder: string, name: string): string {
  mkdirSync(join(folder, name));
  return name;
}

describe.each(SOME)("%s", (_, subject) => {
  it.each<[string, (folder: string, to: ReturnType<typeof outside>) => string]>([
    ["a link", (folder, to) => link(to.file, folder, "out.env")],
    ["a link to nothing", (folder, to) => link(join(to.folder, "new"), folder, "out.env")],
    ["a folder that is a link", (folder, to) => join(link(to.folder, folder, "reports"), "profile")],
    ["a new file behind a link", (folder, to) => join(link(to.folder, folder, "reports"), "out.json")],
    ["a pipe", (folder) => pipe(folder, "out.env")],
    ["a folder", (folder) => below(folder, "out.env")],
  ])("outputs_file: %s is an error before anything is sent", async (_name, make) => {
    const at = await scene(subject);
    const to = outside();
    const before = to.state();
    const name = make(at.workspace.folder, to);
    const ran = await at.publish({ outputs_file: name });
    expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/never written through|no regular file/)]);
    expect(to.state()).toEqual(before);
    expect([...at.host.requests]).toEqual([]);
  });

  it("outputs_file: a real file is replaced", async () => {
    const at = await scene(subject, { "a.txt": "alpha", "out.env": `${"x".repeat(9000)}\n` });
    const ran = await at.publish({ outputs_file: "out.env" });
    const written = readFileSync(join(at.workspace.folder, "out.env"), "utf8");
    expect([ran.code, written.includes("x".repeat(100)), written]).toEqual([
      0,
      false,
      expect.stringMatching(/^RELEASE_ID=/),
    ]);
  });
});

describe.each(FORGES.flatMap(([forge, subject]) => (forge in OWN ? [[forge, subject] as const] : [])))(
  "the file of %s",
  (forge, subject) => {
    it("is not written through a link", async () => {
      const at = await scene(subject);
      const to = outside();
      const before = to.state();
      symlinkSync(to.file, join(at.workspace.folder, forge === "gitlab" ? OWN.gitlab : OWN.gitee));
      const ran = await at.publish();
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("never written through")]);
      expect([to.state(), [...at.host.requests]]).toEqual([before, []]);
    });
  },
);

it("GITHUB_OUTPUT and the summary are not written through links of the checkout", async () => {
  const [, github] = FORGES[0] ?? [];
  if (github === undefined) throw new Error("there is no GitHub");
  const at = await scene(github);
  const to = outside();
  const before = to.state();
  const link = join(at.workspace.folder, "out");
  symlinkSync(to.file, link);
  const ran = await at.publish({}, { GITHUB_STEP_SUMMARY: link });
  expect([ran.code, to.state()]).toEqual([0, before]);
  const stopped = await at.publish({}, { GITHUB_OUTPUT: link });
  expect([stopped.code, stopped.log, to.state()]).toEqual([
    1,
    expect.stringContaining("never written through"),
    before,
  ]);
});
