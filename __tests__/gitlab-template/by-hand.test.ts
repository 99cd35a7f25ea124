import { beforeAll, expect, it } from "vitest";
import { readFileSync } from "node:fs";

import { describeOnUnix, requireTools } from "./runner";
import { stage } from "./stage";

const DOCUMENT = readFileSync("docs/gitlab.md", "utf8");
const FILES = { "NOTES.md": "Notes\n", LICENSE: "MIT\n", "dist/app.zip": "zip" };

/** The first block of YAML below a line of the document. */
function blockAfter(line: string): string {
  const [, block] = new RegExp(`^${line}[\\s\\S]*?\`\`\`yaml\\n([\\s\\S]*?)\`\`\``, "m").exec(DOCUMENT) ?? [];
  if (block === undefined) throw new Error(`docs/gitlab.md has no YAML after “${line}”`);
  return block;
}

describeOnUnix("the jobs of docs/gitlab.md that are written by hand", () => {
  beforeAll(requireTools);

  it.each(["13.5", "14.5", "16.0"])("from 13.5 on: %s", async (version) => {
    const at = await stage({ ...FILES, ".gitlab-ci.yml": blockAfter("## Older servers") }, version);
    await at.green("tag", [], { GITLAB_TOKEN: at.gitlab.token });
    expect(at.project.releases).toMatchObject([{ tagName: "v1.0.0", body: "Notes\n" }]);
    expect(at.project.releases[0]?.links.map(({ name }) => name)).toEqual(["app.zip"]);
    expect(await at.read("forge-release.env")).toContain("RELEASE_URL=");
  });

  it("from 11.7 on, where there are no packages", async () => {
    const at = await stage({ ...FILES, ".gitlab-ci.yml": blockAfter("From 11\\.7 on") }, "11.7");
    await at.green("tag", [], { RELEASE_TOKEN: at.gitlab.token });
    expect(at.project.releases).toMatchObject([{ name: "Release v1.0.0", links: [{ name: "app.zip" }] }]);
    expect(at.project.releases[0]?.links[0]?.url).toMatch(/\/uploads\/[0-9a-f]{32}\/app\.zip#sha256=[0-9a-f]{64}$/);
    expect(await at.read("forge-release.env")).toContain("RELEASE_TAG_NAME=v1.0.0\n");
  });
});

describeOnUnix("what docs/gitlab.md lays over the template", () => {
  beforeAll(requireTools);

  it("a branch makes the tag, whose own pipeline does not run the job again", async () => {
    const include = "include:\n  - local: template.yml\n    inputs: { files: [dist/*] }\n";
    const config = `${include}${blockAfter("### Not from a tag")}`;
    const template = readFileSync("gitlab-ci-template.yml", "utf8");
    const at = await stage({ ...FILES, "template.yml": template, ".gitlab-ci.yml": config });
    await at.green("branch", [], { CI_PIPELINE_IID: "7" });
    expect(at.project.releases).toMatchObject([{ tagName: "v1.7.0", links: [{ name: "app.zip" }] }]);
    expect(at.project.tagCommit("v1.7.0")).toBe(at.project.head());
    expect(await at.green("tag", ["--list-csv"])).not.toContain("forge-release;");
  });
});
