import { startCnb } from "../../sandbox/cnb";
import { type Stand as Forge, pushedTo } from "../../sandbox";
import { startGitea } from "../../sandbox/gitea";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { RECIPES } from "../ci/recipes";
import type { Workspace } from "../doors/bundle";
import { nights, withChangelog } from "./histories";
import { PUSHED, type Stand } from "./table";

/** A block of a page that sets inputs of ours, and what comes of it. */
export interface Case {
  readonly page: string;
  /** Place of the block in its page. */
  readonly at: number;
  readonly files: Readonly<Record<string, string>>;
  start(workspace: Workspace): Promise<Stand>;
  /** A server of one's own: its addresses are given besides, because answers of the public one have them inside. */
  readonly isPrivate?: true;
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

/** A job on GitHub that publishes on another forge, with a token of its own. */
const beside = (start: () => Promise<Forge>, secret: string, host?: string) => async (): Promise<Stand> => {
  const forge = await start();
  return {
    forges: [forge],
    environment: { ...RECIPES.github, GITHUB_REF: `refs/tags/${PUSHED.tag}` },
    values: { "github.token": "automatic", [`secrets.${secret}`]: forge.token, "github.ref_name": PUSHED.tag },
    ...(host === undefined ? {} : { hosts: { [host]: forge.serverUrl } }),
  };
};

/** What the list of files on the first page is about: all that is not taken away, under the names that it says. */
const LISTED = {
  files: {
    ...{ "dist/a.zip": "a", "dist/b/c.deb": "c", "dist/debug/d.deb": "d", "build/app": "app" },
    ...{ "dist/manual.pdf": "manual", "notes, final (1).txt": "notes" },
  },
  start: async () => own(await pushedTo(startGitHub(), PUSHED)),
  stands: [
    {
      tag: "v1.0.0",
      assets: ["a.zip", "app-linux-x64", "c.deb", "manual.pdf", "notes.final.1.txt"].map((name) => ({ name })),
    },
  ],
};

export const CASES: readonly Case[] = [
  { page: "README.md", at: 0, ...LISTED },
  {
    ...{ page: "README.md", at: 1, files: {} },
    start: async () => own(await pushedTo(startGitHub(), PUSHED)),
    stands: [{ tag: "v1.0.0", draft: false, assets: [] }],
  },
  { page: "docs/inputs.md", at: 0, ...LISTED },
  {
    ...{ page: "docs/cnb.md", at: 0, files: DIST },
    start: beside(() => pushedTo(startCnb(), { ...PUSHED, repository: "group/tools/app" }), "CNB_ACCESS_TOKEN"),
    isPrivate: true,
    stands: [{ tag: "v1.0.0", draft: false, assets: [{ name: "app.zip" }] }],
  },
  {
    ...{ page: "docs/gitee.md", at: 0, files: DIST },
    start: beside(() => pushedTo(startGitee(), { ...PUSHED, repository: "my-group/app" }), "GITEE_TOKEN", "gitee.com"),
    stands: [{ tag: "v1.0.0", assets: [{ name: "app.zip" }] }],
  },
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
