import { afterEach, describe, expect, it } from "vitest";
import { readFileSync, readdirSync } from "node:fs";
import { parse, parseAllDocuments, stringify } from "yaml";
import { type Stand as Forge, pushedTo } from "../../sandbox";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { startCnb } from "../../sandbox/cnb";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { startTGit } from "../../sandbox/tgit";
import { PLAYED } from "../../scripts/command-pages/scene";
import { gitIn } from "../ci/git-stage";
import { type Env, type Workspace, createWorkspace } from "../doors/bundle";
import { bkCi, cnb } from "../examples/pipelines";
import { runStep } from "../examples/run-step";
import { type Step, shell } from "../examples/steps";
import { workflow } from "../examples/workflows";
import { publicHosts } from "../http/public-hosts";
import { type Block, bare, pagesBelow, sectionsOf } from "./page";

const PUSHED = { repository: "me/app", tag: "v1.2.3" };
const FILES = { "dist/app.zip": "app", "NOTES.md": "新的" };
const MADE = { tag: "v1.2.3", draft: false, assets: [{ name: "app.zip" }] };

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

interface Scene {
  readonly forges: readonly Forge[];
  readonly env: Env;
  /** Public hosts that lead to one of the forges. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A block that stands in no English page and in no file of `examples/`. */
interface Case {
  readonly page: string;
  readonly at: number;
  readonly files?: Readonly<Record<string, string>>;
  play(text: string, workspace: Workspace): Promise<Scene>;
  /** What stands on each forge in the end, and what the log says. */
  readonly stands: readonly (readonly object[])[];
  readonly says?: RegExp;
}

/** With the tag that was pushed; ended with the test. */
async function open(starting: Promise<Sandbox>, repository = PUSHED.repository): Promise<Forge> {
  const forge = await pushedTo(starting, { ...PUSHED, repository });
  endings.push(() => forge.close());
  return forge;
}

/** A release on GitHub, the tag on Gitee. */
async function homeAndMirror(text: string): Promise<Scene> {
  const [home, mirror] = await Promise.all([open(startGitHub()), open(startGitee())]);
  home.repo.release({ tag: PUSHED.tag, notes: "What is new", assets: [{ name: "app.zip", content: "app" }] });
  return {
    forges: [home, mirror],
    env: { GITHUB_TOKEN: home.token, GITEE_TOKEN: mirror.token },
    hosts: { "gitee.com": mirror.serverUrl },
    steps: [shell(fromHere(text, home))],
  };
}

/** GitHub hands out files from another host, which no public name can lead to here: so its addresses are given. */
function fromHere(text: string, { serverUrl, apiUrl }: Forge): string {
  return text
    .replace("--forge github", `$& --server-url ${serverUrl} --api-url ${apiUrl}`)
    .replace("https://github.com/me/app", `${serverUrl}/me/app --from-forge github --from-api-url ${apiUrl}`);
}

/** A checkout of the repository on Gitee with the tag. @returns its commit */
function checkOut(folder: string, { repo }: Forge): string {
  gitIn(folder, "init", "--quiet");
  gitIn(folder, "remote", "add", "origin", `https://gitee.com/${PUSHED.repository}.git`);
  gitIn(folder, "commit", "--quiet", "--allow-empty", "-m", "feat: a lid");
  gitIn(folder, "tag", PUSHED.tag);
  const commit = gitIn(folder, "rev-parse", "HEAD");
  repo.push(commit);
  repo.tag(PUSHED.tag, { commit });
  return commit;
}

const CASES: readonly Case[] = [
  {
    ...{ page: "docs/zh/gitee.md", at: 2, stands: [[{ tag: "v1.2.3" }]], says: /there is nothing to delete/ },
    async play(text) {
      const forge = await open(startGitee(), "my-group/app");
      forge.repo.release({ tag: PUSHED.tag });
      return {
        ...{ forges: [forge], hosts: { "gitee.com": forge.serverUrl } },
        env: { GITEE_TOKEN: forge.token },
        steps: [shell(text)],
      };
    },
  },
  { ...{ page: "docs/zh/mirrors.md", at: 1, files: {} }, play: homeAndMirror, stands: [[MADE], [MADE]] },
  {
    ...{ page: "docs/zh/mirrors.md", at: 2, files: {} },
    play: (text) => homeAndMirror(text.replace("v1.0.0", PUSHED.tag)),
    stands: [[MADE], [{ ...MADE, notes: "What is new" }]],
  },
  {
    ...{ page: "docs/zh/mirrors.md", at: 3, files: { "dist/安装包.zip": "app", "dist/用户手册 1.0.pdf": "%PDF" } },
    async play(text) {
      const forge = await open(startGitHub());
      const job = { steps: [{ uses: "forge-release/forge-release@v0", with: parse(text) as unknown }] };
      const steps = workflow(stringify({ jobs: { release: job } }), { "github.token": forge.inputs.job_token ?? "" });
      return { forges: [forge], env: forge.environment, hosts: {}, steps: steps.flat() };
    },
    stands: [
      [
        {
          assets: [
            { name: "manual-1.0.pdf", label: "用户手册" },
            { name: "setup.zip", label: "安装包" },
          ],
        },
      ],
    ],
  },
  {
    ...{ page: "docs/zh/trouble.md", at: 0, stands: [[]], says: /^ok +release/m },
    async play(text, { folder }) {
      const forge = await open(startGitee());
      checkOut(folder, forge);
      const env = { GITEE_TOKEN: forge.token };
      return { forges: [forge], env, hosts: { "gitee.com": forge.serverUrl }, steps: [shell(text)] };
    },
  },
  {
    ...{ page: "docs/zh/ci/bk-ci.md", at: 1, stands: [[{ ...MADE, notes: "新的" }]] },
    async play(text) {
      const forge = await open(startTGit());
      const env = { ...forge.environment, BK_CI_GIT_REPO_URL: "https://git.example.com/me/app.git" };
      const steps = bkCi(text, { "settings.tgit.access_token": forge.token }).flat();
      return { forges: [forge], env, hosts: { "git.example.com": forge.serverUrl }, steps };
    },
  },
  {
    ...{ page: "docs/zh/ci/cnb.md", at: 1, stands: [[{ ...MADE, notes: "新的" }], [{ ...MADE, notes: "新的" }]] },
    async play(text) {
      const [home, mirror] = await Promise.all([open(startCnb()), open(startGitee())]);
      const env = { ...home.environment, GITEE_TOKEN: mirror.token };
      return { forges: [home, mirror], env, hosts: { "gitee.com": mirror.serverUrl }, steps: cnb(text, {}).flat() };
    },
  },
  {
    ...{ page: "docs/zh/ci/gitcode.md", at: 1, stands: [[{ ...MADE, notes: "新的" }]] },
    async play(text) {
      const forge = await open(startGitCode());
      const job = `jobs: { release: { steps: [] } }`.replace(
        "[]",
        JSON.stringify(parseAllDocuments(text)[0]?.toJSON()),
      );
      const steps = workflow(job, { "secrets.RELEASE_TOKEN": forge.token }).flat();
      return { forges: [forge], env: { ...forge.environment, ATOMGIT_TOKEN: undefined }, hosts: {}, steps };
    },
  },
  {
    ...{ page: "docs/zh/ci/gitee-go.md", at: 2, stands: [[{ ...MADE, notes: "新的" }], [{ ...MADE, notes: "新的" }]] },
    async play(text) {
      const [home, mirror] = await Promise.all([open(startGitee()), open(startGitHub())]);
      const env = {
        ...{ ...home.environment, GITEE_REPO: PUSHED.repository },
        ...{ RELEASE_TAG: PUSHED.tag, RELEASE_TOKEN: home.token, GITHUB_TOKEN: mirror.token },
      };
      const steps = [
        shell(
          text.replace(
            "https://github.com/me/app",
            `${mirror.serverUrl}/me/app forge=github api_url=${mirror.apiUrl} token_env=GITHUB_TOKEN`,
          ),
        ),
      ];
      return { forges: [home, mirror], env, hosts: { "gitee.com": home.serverUrl }, steps };
    },
  },
  {
    ...{ page: "docs/zh/ci/gitee-go.md", at: 1, stands: [[MADE]] },
    async play(text, { folder }) {
      const forge = await open(startGitee());
      const commit = checkOut(folder, forge);
      const env = {
        ...forge.environment,
        GITEE_COMMIT: commit,
        GITEE_REPO: PUSHED.repository,
        RELEASE_TOKEN: forge.token,
      };
      return { forges: [forge], env, hosts: { "gitee.com": forge.serverUrl }, steps: [shell(text)] };
    },
  },
];

/** Blocks that run nothing of ours: settings of others, and what reads outputs. */
const OTHERS = /^(variables:|inputs:|export |echo |def release = readProperties)/;

const english = [...["README.md"], ...pagesBelow("docs").filter((page) => !page.startsWith("docs/zh/"))];
const known = new Set([
  ...english.flatMap(blocksOf).map(bare),
  ...readdirSync("examples").map((name) => bare({ language: "", text: readFileSync(`examples/${name}`, "utf8") })),
]);

function blocksOf(page: string): Block[] {
  return sectionsOf(page).flatMap(({ blocks }) => blocks);
}

describe.each(["README.zh-CN.md", ...pagesBelow("docs/zh")])("blocks of %s", (page) => {
  const blocks = blocksOf(page);

  it("are those of an English page or of examples/, or are run here", () => {
    // Those of commands are run by the test of their English pages.
    const isPlayed = ({ language }: Block): boolean => PLAYED.includes(page) && language === "console";
    const isKnown = (block: Block): boolean => known.has(bare(block)) || OTHERS.test(block.text) || isPlayed(block);
    const own = blocks.flatMap((block, at) => (isKnown(block) ? [] : [at]));
    expect(CASES.flatMap((one) => (one.page === page ? [one.at] : [])).sort()).toEqual(own);
  });

  it("are YAML where they say so", () => {
    const texts = blocks.flatMap(({ language, text }) => (language === "yaml" ? [text] : []));
    expect(texts.flatMap((text) => parseAllDocuments(text).flatMap(({ errors }) => errors))).toEqual([]);
  });
});

describe("what only the Chinese pages show", () => {
  it.each(CASES.map((one) => [`${one.page}, block ${one.at + 1}`, one] as const))("%s", async (_, one) => {
    const workspace = await createWorkspace(one.files ?? FILES);
    endings.push(() => workspace.close());
    const { forges, env, hosts, steps } = await one.play(blocksOf(one.page)[one.at]?.text ?? "", workspace);
    const found = Object.keys(hosts).length === 0 ? {} : (await publicHosts(hosts, workspace)).environment;
    for (const step of steps) {
      const { code, log } = await runStep(step, { env: { ...env, ...found }, workspace });
      expect([code, log]).toEqual([0, expect.stringMatching(one.says ?? /./)]);
    }
    expect(forges.map(({ repo }) => repo.seen())).toMatchObject(one.stands);
    expect(forges.flatMap(({ violations }) => violations)).toEqual([]);
  });
});
