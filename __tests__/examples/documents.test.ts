import { afterEach, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { type Stand as Forge, pushedTo } from "../../sandbox";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { publicHosts } from "../http/public-hosts";
import { nights, withChangelog } from "./histories";
import { type Values, allFilledIn } from "./steps";
import { PUSHED, type Stand } from "./table";
import { workflow } from "./workflows";

/** The blocks of a page that set inputs of ours: whole steps, or what stands in one. */
function blocksOf(page: string): { readonly inputs: object; readonly env: Values }[] {
  const texts = [...readFileSync(page, "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)];
  return texts.flatMap(([, text = ""]) => {
    const said: unknown = parse(text);
    const [block] = Array.isArray(said) ? said.filter(isOurs) : [said];
    if (typeof block !== "object" || block === null) return [];
    const inputs = "with" in block && typeof block.with === "object" ? (block.with ?? {}) : block;
    return [{ inputs, env: "env" in block ? (block.env as Values) : {} }];
  });
}

const isOurs = (step: unknown): boolean => JSON.stringify(step).includes("forge-release/forge-release@");

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

interface Case {
  readonly page: string;
  /** Place of the block in its page. */
  readonly at: number;
  readonly files: Readonly<Record<string, string>>;
  start(workspace: Workspace): Promise<Stand>;
  /** What stands on each forge in the end. */
  readonly stands: readonly object[];
}

const TWELVE = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`dist/app-${at + 1}.zip`, `file ${at}`]));
const DIST = { "dist/app.zip": "app" };
const own = (forge: Forge): Stand => ({
  forges: [forge],
  environment: forge.environment,
  values: { "github.token": forge.inputs.job_token ?? "" },
});

async function mirrors(): Promise<Stand> {
  const [github, gitee, gitea] = await Promise.all([
    pushedTo(startGitHub(), PUSHED),
    pushedTo(startGitee(), PUSHED),
    pushedTo(startGitea(), { ...PUSHED, repository: "team/app" }),
  ]);
  return {
    ...own(github),
    forges: [github, gitee, gitea],
    values: {
      "github.token": github.inputs.job_token ?? "",
      "secrets.GITEE_TOKEN": gitee.token,
      "secrets.TEAM_TOKEN": gitea.token,
    },
    hosts: { "gitee.com": gitee.serverUrl, "git.example.com": gitea.serverUrl },
  };
}

const CASES: readonly Case[] = [
  {
    ...{ page: "docs/mirrors.md", at: 0, start: mirrors },
    files: { ...DIST, "NOTES.zh.md": "新的" },
    stands: [
      { tag: "v1.0.0", title: "v1.0.0", assets: [{ name: "app.zip" }] },
      { tag: "v1.0.0", title: "第一版 1.0", notes: "新的", assets: [{ name: "app.zip" }] },
      { tag: "v1.0.0", title: "v1.0.0", draft: false, assets: [{ name: "app.zip" }] },
    ],
  },
  {
    ...{ page: "docs/notes.md", at: 0, files: DIST, start: withChangelog },
    stands: [{ tag: "v1.0.0", notes: "### Fixed\n\n- The lid closes." }],
  },
  {
    ...{ page: "docs/notes.md", at: 1, files: DIST },
    async start() {
      const forge = await pushedTo(startGitHub(), PUSHED);
      forge.repo.tag(PUSHED.tag, { annotated: "What the tag says" });
      return own(forge);
    },
    stands: [{ tag: "v1.0.0", notes: "What the tag says" }],
  },
  {
    ...{ page: "docs/checksums.md", at: 0, files: TWELVE },
    start: async () => own(await pushedTo(startGitHub(), PUSHED)),
    stands: [{ tag: "v1.0.0", draft: false, assets: Array.from({ length: 13 }, () => ({})) }],
  },
  {
    ...{ page: "docs/checksums.md", at: 1, files: { "dist/app-1.zip": "app" } },
    async start(workspace) {
      const at = await nights(workspace);
      return { ...at.stand, environment: (await at.next("feat: a lid")).environment };
    },
    stands: [{ tag: "nightly", prerelease: true, assets: [{}, {}] }],
  },
];

describe("what the pages show", () => {
  it.each(["docs/mirrors.md", "docs/notes.md", "docs/checksums.md"])("is all run here: %s", (page) => {
    expect(CASES.filter((one) => one.page === page).map(({ at }) => at)).toEqual(blocksOf(page).map((_, at) => at));
  });

  it.each(CASES.map((one) => [`${one.page}, block ${one.at + 1}`, one] as const))("%s", async (_, one) => {
    const workspace = await createWorkspace(one.files);
    const { forges, environment, values, hosts } = await one.start(workspace);
    endings.push(() => workspace.close(), ...forges.map((forge) => () => forge.close()));
    const block = blocksOf(one.page)[one.at];
    const uses = "forge-release/forge-release@v0";
    const steps = workflow(stringify({ jobs: { release: { steps: [{ uses, with: block?.inputs }] } } }), values);
    const [step] = steps.flat();
    if (step?.kind !== "action") throw new Error("no step");
    const found = hosts === undefined ? {} : (await publicHosts(hosts, workspace)).environment;
    const env = { ...environment, ...allFilledIn(block?.env, values), ...found };
    const ran = await workspace.action(env, step.inputs);
    expect([ran.code, ran.log]).toEqual([0, expect.not.stringMatching(/^::(warning|error)/m)]);
    expect(forges.flatMap(({ repo }) => repo.seen())).toMatchObject(one.stands);
    expect(forges.flatMap(({ violations }) => violations)).toEqual([]);
  });
});
