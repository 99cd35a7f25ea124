import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { type Stand as Forge, pushedTo } from "../../sandbox";
import { startGitea } from "../../sandbox/gitea";
import { startGitHub } from "../../sandbox/github";
import { startSourceHut } from "../../sandbox/sourcehut";
import { RECIPES } from "../ci/recipes";
import type { LeapingClock } from "../doors/clock";
import type { Workspace } from "../doors/bundle";
import { gitIn } from "../ci/git-stage";
import type { Stand } from "./table";

const REPOSITORY = "me/app";
const TAG = "v1.0.0";

/** The job's checkout: commits and tags that are there and on the forge. */
interface Checkout {
  git(...words: string[]): string;
  commit(message: string): string;
}

/** @param at server of the remote `origin` */
function checkoutAt(
  { folder }: Pick<Workspace, "folder">,
  at: Pick<Forge, "serverUrl">,
  repository = REPOSITORY,
): Checkout {
  const git = (...words: string[]): string => gitIn(folder, ...words);
  git("init", "--quiet");
  git("remote", "add", "origin", `${at.serverUrl}/${repository}`);
  return {
    git,
    commit(message) {
      git("commit", "--quiet", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
  };
}

/** What an example of one forge stands on; its CI's own token is the only one. */
const standing = (
  forge: Forge,
  at: Parameters<Forge["repo"]["environment"]>[0],
  more: Stand["values"] = {},
): Stand => ({
  forges: [forge],
  environment: forge.repo.checkedOut(at),
  values: { "github.token": forge.inputs.job_token ?? "", ...more },
});

/** A night, told by a schedule on the default branch. */
export interface Nights {
  readonly stand: Stand;
  /** Another commit on the default branch, pushed; the environment of the job that it brings about. */
  next(message: string): Promise<{ readonly commit: string; readonly environment: Stand["environment"] }>;
}

/** A repository whose git is a real one, so that a tag can be pushed there. */
export async function nights(workspace: Workspace, clock?: LeapingClock): Promise<Nights> {
  const github = await startGitHub(clock === undefined ? {} : { clock });
  const repo = github.repository(REPOSITORY);
  const inputs = repo.inputs();
  const stand = standing({ ...github, repo, environment: {}, inputs }, {}, { "github.token": github.token });
  const checkout = checkoutAt(workspace, github);
  const side = await github.git(repo);
  return {
    stand,
    async next(message) {
      const commit = checkout.commit(message);
      await side.take(workspace.folder, "HEAD:refs/heads/main");
      return { commit, environment: repo.checkedOut({ event: "schedule" }) };
    },
  };
}

/** The first night. */
export async function nightly(workspace: Workspace): Promise<Stand> {
  const at = await nights(workspace);
  const { environment } = await at.next("feat: a lid");
  return { ...at.stand, environment };
}

/** Two packages whose versions are mixed; the tag of the first one was pushed. */
export async function monorepo(workspace: Workspace): Promise<Stand> {
  const tag = "shop@1.2.0";
  const github = await pushedTo(startGitHub(), { repository: REPOSITORY, tag: "shop@1.0.0" });
  const { repo } = github;
  const present = ["shop@1.0.0", "shop@1.1.0", "till@3.0.0"];
  for (const name of present) {
    repo.tag(name, { commit: repo.commit(`Work for ${name}`) });
    repo.release({ tag: name });
  }
  repo.tag(tag, { commit: repo.commit("Carts") });
  await workspace.write(
    "packages/shop/CHANGELOG.md",
    "# shop\n\n## 1.2.0\n\nCarts keep what is in them.\n\n## 1.1.0\n\nShelves.\n",
  );
  await workspace.write("packages/till/CHANGELOG.md", "# till\n\n## 1.2.0\n\nThe till's own 1.2.0.\n");
  return { ...standing(github, { tag }, { "steps.package.outputs.name": "shop" }), present };
}

/** A changelog whose next section is being written. */
export async function withChangelog(workspace: Workspace): Promise<Stand> {
  const github = await pushedTo(startGitHub(), { repository: REPOSITORY, tag: TAG });
  await workspace.write(
    "CHANGELOG.md",
    "# Changelog\n\n## [Unreleased]\n\n- Handles.\n\n## [1.0.0] - 2026-01-31\n\n### Fixed\n\n- The lid closes.\n\n## [0.9.0]\n\n- Lids.\n",
  );
  return standing(github, { tag: TAG });
}

/** A checkout with all commits and tags, as `fetch-depth: 0` leaves it. */
export async function withHistory(workspace: Workspace): Promise<Stand> {
  const gitea = await pushedTo(startGitea(), { repository: REPOSITORY, tag: TAG });
  const checkout = checkoutAt(workspace, gitea);
  const tag = (name: string, commit: string): void => {
    checkout.git("tag", name, commit);
    gitea.repo.push(commit);
    gitea.repo.tag(name, { commit });
  };
  tag("v0.9.0", checkout.commit("feat: old"));
  checkout.commit("feat: a lid");
  tag(TAG, checkout.commit("fix: the leak"));
  return standing(gitea, { tag: TAG });
}

/** A job of builds.sr.ht: the checkout lies in a folder of its own name, and the token has what the manifest asks for. */
export async function onSourceHut({ folder }: Workspace): Promise<Stand> {
  const { oauth } = parse(await readFile("examples/builds-sr-ht.yml", "utf8")) as { oauth: string };
  const sourcehut = await pushedTo(startSourceHut(), { repository: "~me/app", tag: TAG });
  const web = "https://git.sr.ht";
  const checkout = checkoutAt({ folder }, { serverUrl: web }, "~me/app");
  const commit = checkout.commit("feat: a lid");
  sourcehut.repo.push(commit);
  sourcehut.repo.tag(TAG, { commit, annotated: "What is new" });
  await symlink(folder, join(folder, "app"));
  const token = sourcehut.addToken({ grants: oauth.split(" ") });
  return {
    forges: [sourcehut],
    environment: { ...RECIPES.buildsSrHt, GIT_REF: `refs/tags/${TAG}`, OAUTH2_TOKEN: token },
    values: {},
    hosts: { "git.sr.ht": sourcehut.serverUrl },
  };
}
