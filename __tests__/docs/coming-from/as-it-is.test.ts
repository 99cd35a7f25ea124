import { afterEach, describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Stand as Forge, pushedTo } from "../../../sandbox";
import { startGitea } from "../../../sandbox/gitea";
import { startGitHub } from "../../../sandbox/github";
import { type Workspace, createWorkspace } from "../../doors/bundle";
import { allFilledIn } from "../../examples/steps";
import { commandsIn, oursIn } from "../shell";
import { block, read } from "./pages";

const PUSHED = { repository: "me/app", tag: "v1.0.0" };
const FILES = { "NOTES.md": "What is new", "dist/app.zip": "app", "dist/app.zip.sig": "signature" };
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

async function stage(start: () => Promise<Forge>): Promise<{ forge: Forge; workspace: Workspace }> {
  const forge = await start();
  const workspace = await createWorkspace(FILES);
  endings.push(
    () => workspace.close(),
    () => forge.close(),
  );
  return { forge, workspace };
}

const github = (): Promise<Forge> => pushedTo(startGitHub(), PUSHED);
const gitea = (): Promise<Forge> => pushedTo(startGitea(), PUSHED);

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
const { inputs: OWN } = parse(readFileSync("action.yml", "utf8")) as { inputs: Record<string, { default: string }> };

/** The inputs of the steps of other actions, handed to this one as a runner would: all that only `uses:` was changed in. */
function pasted(page: string, heading: string, forge: Forge): Record<string, string>[] {
  const { jobs } = parse(block(read(page), heading)) as { jobs: Record<string, { steps: readonly Step[] }> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const values = {
    ...{
      "github.token": forge.inputs.job_token ?? "",
      "secrets.GITEE_TOKEN": "abcdefgh",
      "github.ref_name": PUSHED.tag,
    },
    ...{ "github.ref": `refs/tags/${PUSHED.tag}`, "steps.create.outputs.upload_url": "https://uploads.example.com/7" },
  };
  const defaults = Object.fromEntries(Object.entries(OWN).map(([name, input]) => [name, input.default]));
  const others = steps.filter(({ uses = "" }) => uses !== "" && !uses.startsWith("actions/checkout"));
  return others.map((step) => allFilledIn({ ...defaults, ...step.with }, values));
}

describe("a workflow in which only the `uses:` line was changed", () => {
  it.each<[string, string, () => Promise<Forge>, readonly (0 | readonly string[])[]]>([
    ["softprops.md", "Before", github, [0]],
    ["ncipollo.md", "Before", github, [["omitBodyDuringUpdate is not supported. Give body_mode: keep"]]],
    ["svenstaro.md", "Before", github, [["asset_name is not supported. Rename in files: “path => name”"]]],
    [
      "actions.md",
      "Before",
      github,
      [0, ["upload_url is not supported", "asset_path: what other actions call this is files"]],
    ],
    ["gitea.md", "Before", gitea, [["sha256sum is not supported. Give checksums: SHA256SUMS"]]],
    [
      ...(["gitea.md", "From forgejo-release", gitea] as const),
      [
        [
          "direction is not supported. To upload",
          "release-dir: what other",
          "release-notes-file: what",
          "override is not",
        ],
      ],
    ],
  ])("%s, %s: makes the release, or stops before a request", async (page, heading, start, ends) => {
    const { forge, workspace } = await stage(start);
    const steps = pasted(page, heading, forge);
    expect(steps).toHaveLength(ends.length);
    for (const [at, inputs] of steps.entries()) {
      const [end = 0, before] = [ends[at], forge.repo.requests().length];
      const { code, log } = await workspace.action(forge.environment, inputs);
      expect([code, log]).toEqual([end === 0 ? 0 : 2, expect.any(String)]);
      for (const said of end === 0 ? [] : end) expect(log).toContain(said);
      if (end !== 0) expect(forge.repo.requests()).toHaveLength(before);
    }
  });

  it("of wes-lin/action-gitee-release is refused by GitHub: its token is none there", async () => {
    const { forge, workspace } = await stage(github);
    for (const inputs of pasted("gitee.md", "Before", forge)) {
      const { code, log } = await workspace.action(forge.environment, inputs);
      expect([code, log]).toEqual([1, expect.stringMatching(/branch is called target_commitish here[\s\S]*401/)]);
    }
    expect(forge.repo.seen()).toEqual([]);
  });

  it("of svenstaro/upload-release-action does not leave out a folder in silence", async () => {
    const { forge, workspace } = await stage(github);
    await workspace.write("bin/app/app", "a file in a folder of the name that was meant");
    const [first = {}] = pasted("svenstaro.md", "Before", forge);
    const { code, log } = await workspace.action(forge.environment, { ...first, asset_name: "", file: "bin/app" });
    expect([code, log]).toEqual([2, expect.stringContaining("bin/app")]);
    expect(forge.repo.seen()).toEqual([]);
  });

  it("of softprops/action-gh-release makes the very same release", async () => {
    const { forge, workspace } = await stage(github);
    for (const inputs of pasted("softprops.md", "Before", forge)) await workspace.action(forge.environment, inputs);
    expect(forge.repo.seen()).toMatchObject([
      {
        ...{ tag: "v1.0.0", title: "v1.0.0", notes: "What is new", draft: false, prerelease: false },
        assets: [{ name: "app.zip" }, { name: "app.zip.sig" }],
      },
    ]);
  });
});

describe("a line of gh or glab that is typed as a command of this program", () => {
  it.each([
    ["gh.md", "Before", /^gh release /, ["--target"]],
    ["gh.md", "Before", /^gh /, ["--target"]],
    ["gitlab.md", "From glab", /^glab release /, ["app.zip#package"]],
  ])("%s, %s: is answered with one that makes the same release", async (page, heading, program, told) => {
    const { forge, workspace } = await stage(github);
    const env = { GITHUB_TOKEN: forge.token };
    const place = [
      ...["--forge", "github", "--server-url", forge.serverUrl, "--api-url", forge.apiUrl, "-R", PUSHED.repository],
    ];
    const line = block(read(page), heading)
      .replace(/ --target .*/, " --target main")
      .replace(program, "");
    const refused = await workspace.command([...(commandsIn(line)[0] ?? []), ...place], env);
    expect([refused.code, forge.repo.requests()]).toEqual([2, []]);
    for (const words of told) expect(refused.log).toContain(words);
    const [, same = ""] = /The same here: (forge-release .*?)(?: \(a file of that name.*)?$/m.exec(refused.log) ?? [];
    const { code, log } = await workspace.command(oursIn(commandsIn(same)[0] ?? []) ?? [], env);
    expect([code, log]).toEqual([0, expect.any(String)]);
    expect(forge.repo.seen()).toMatchObject(
      [{ tag: "v1.0.0", notes: "What is new", assets: [{ name: "app.zip" }] }].map((release) =>
        page === "gh.md" ? { ...release, title: "The first one", assets: [{}, { label: "Signature" }] } : release,
      ),
    );
  });

  it("is told of nothing else, and of what its short flags mean", async () => {
    const { forge, workspace } = await stage(github);
    const at = (...words: string[]) => workspace.command(words, { GITHUB_TOKEN: forge.token });
    const one = await at("create", "v1.0.0", "no-such.zip", "-F", "no-such.md");
    expect([one.code, one.log.match(/^error: .*$/gm)]).toEqual([
      2,
      [expect.stringMatching(/^error: There is no command “create”/)],
    ]);
    expect(one.log).not.toContain("things are wrong");
    const two = await at("release", "create", "v1.0.0", "-n", "words");
    expect(two.log).toContain("The same here: forge-release --tag-name v1.0.0 --body words");
    const list = await at("release", "list");
    expect(list.log).toContain("error: There is no command “release list”. The same here: forge-release list");
  });

  it("works flag by flag without its command", async () => {
    const { forge, workspace } = await stage(github);
    const place = ["--forge", "github", "--server-url", forge.serverUrl, "--api-url", forge.apiUrl];
    const words = ["--tag-name", "v1.0.0", "-t", "One", "-F", "NOTES.md", "-R", "me/app", "-p", "--latest=false"];
    const { code, log } = await workspace.command([...place, ...words, "dist/app.zip"], { GITHUB_TOKEN: forge.token });
    expect([code, log]).toEqual([0, expect.stringContaining("-F is called --body-path here.")]);
    expect(forge.repo.seen()).toMatchObject([{ title: "One", notes: "What is new", prerelease: true, assets: [{}] }]);
  });
});
