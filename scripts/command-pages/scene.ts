import { readFileSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import type { Clock } from "../../sandbox/kernel/clock";
import type { Repository } from "../../sandbox/kernel/repository";
import { checkOut } from "./checkout";

/** What the pages' examples are run in: two forges with releases, and a clone with what a build has left. */
export interface Scene {
  readonly folder: string;
  readonly clock: Clock;
  /** Variables that a shell there has set: its language and tokens. */
  readonly variables: Readonly<Record<string, string>>;
  /** Flags that say where GitHub is. */
  readonly place: readonly string[];
  /** What stands on the pages, and what it is here; the longest first. */
  readonly names: readonly (readonly [shown: string, here: string])[];
  /** What is said otherwise of the public servers, which have certificates and need not be named. */
  readonly sayings: readonly (readonly [shown: string, here: string])[];
  /** What has to be said of each server besides its address, which is no public one here. */
  readonly servers: readonly Server[];
  close(): Promise<void>;
}

export interface Server {
  readonly address: string;
  readonly forge: string;
  readonly apiUrl: string;
  /** Variable with its token. */
  readonly token: string;
}

interface Seed {
  readonly tag: string;
  readonly date: string;
  readonly files: readonly string[];
  readonly prerelease?: true;
}

const PLATFORMS = ["linux-x64.tar.gz", "macos-arm64.tar.gz", "windows-x64.zip"];
const built = (version: string): string[] => [...PLATFORMS.map((platform) => `app-${version}-${platform}`), "NOTICE"];
const nightly = (date: string): Seed => ({
  tag: `nightly-${date}`,
  date,
  files: ["app-nightly-linux-x64.tar.gz"],
  prerelease: true,
});

const ON_GITHUB: readonly Seed[] = [
  { tag: "v1.0.0", date: "2025-11-03", files: built("1.0.0") },
  { tag: "v1.1.0-rc.1", date: "2025-12-01", files: built("1.1.0-rc.1"), prerelease: true },
  { tag: "v1.1.0", date: "2025-12-08", files: built("1.1.0") },
  ...["2026-01-10", "2026-01-11", "2026-01-12"].map(nightly),
];
/** Tagged and built, and not released yet. */
const NEXT = { tag: "v1.2.0", date: "2026-01-13" };
const ON_GITEE: readonly Seed[] = [
  { tag: "v0.8.0", date: "2025-08-04", files: built("0.8.0") },
  { tag: "v0.9.0", date: "2025-09-01", files: built("0.9.0") },
];
const TODAY = "2026-01-14";

const ON_DISK: Readonly<Record<string, string>> = {
  ...Object.fromEntries(built("1.2.0").map((name) => [`dist/${name}`, `content of ${name}`])),
  "packages/app_1.1.0_amd64.deb": "content of app_1.1.0_amd64.deb",
  "NOTES.md": "- Downloads can be resumed.\n",
};

/** Stands still, but for who sleeps: what is printed of times is the same in every run. */
function stillClock(): Clock & { set(date: string): void } {
  let now = 0;
  return {
    now: () => now,
    sleep(milliseconds) {
      now += milliseconds;
      return new Promise((done) => setImmediate(done));
    },
    set: (date) => void (now = Date.parse(`${date}T12:00:00Z`)),
  };
}

/** Pages whose examples are run. */
export const PLAYED: readonly string[] = [
  ...readdirSync("docs/commands").map((name) => `docs/commands/${name}`),
  "docs/zh/commands.md",
];

/** Sets the scene for a page, in its language. The caller closes it. */
export async function setScene(page: string): Promise<Scene> {
  const clock = stillClock();
  clock.set(TODAY);
  const [github, gitee] = await Promise.all([startGitHub({ clock }), startGitee({ clock })]);
  const [home, other] = [github.repository("octo/app", {}), gitee.repository("octo/app", {})];
  const top = await mkdtemp(join(tmpdir(), "forge-release-pages-"));
  const folder = join(top, "app");
  await write(folder, ON_DISK);
  const tags = [...ON_GITEE, ...ON_GITHUB, NEXT].map(({ tag, date }) => ({ tag, date: new Date(`${date}T10:00Z`) }));
  const commits = checkOut(folder, { origin: `${github.serverUrl}/octo/app.git`, tags });
  const release = (on: Repository, { tag, date, files, ...marks }: Seed): void => {
    clock.set(date);
    const commit = commits.get(tag) ?? "";
    on.push(commit);
    on.tag(tag, { commit });
    const assets = files.map((name) => ({ name, content: `${name} of ${tag}` }));
    on.release({ tag, title: `App ${tag.replace(/^v/, "")}`, notes: "- Half the memory.\n", assets, ...marks });
  };
  for (const seed of ON_GITHUB) release(home, seed);
  // Whoever pushes needs real git there.
  if (readFileSync(page, "utf8").includes("--push-tag"))
    await (await gitee.git(other)).take(folder, `${commits.get("v0.9.0") ?? ""}:refs/heads/main`);
  for (const seed of ON_GITEE) release(other, seed);
  for (const { tag } of [...ON_GITEE, NEXT]) {
    home.push(commits.get(tag) ?? "");
    home.tag(tag, { commit: commits.get(tag) });
  }
  clock.set(TODAY);
  const place = ["--forge", "github", "--server-url", github.serverUrl, "--api-url", github.apiUrl];
  return {
    ...{ folder, clock },
    variables: {
      LANG: page.startsWith("docs/zh/") ? "zh_CN.UTF-8" : "C.UTF-8",
      GH_ENTERPRISE_TOKEN: github.tokens.good,
      GITEE_TOKEN: gitee.tokens.good,
    },
    place,
    names: [
      ["https://uploads.github.com", github.uploadUrl],
      ["https://api.github.com", github.apiUrl],
      ["https://github.com", github.serverUrl],
      ["https://gitee.com/api/v5", gitee.apiUrl],
      ["https://gitee.com", gitee.serverUrl],
      ["/home/user/app", folder],
      ["of-a-reader", github.tokens.reads],
      ["GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN"],
    ],
    sayings: [
      ["", ` ${place.join(" ")}`],
      ["Trusted by Node's own authorities.", "None: the server is spoken to over plain http."],
      ["forge-release doctor", `forge-release doctor --server-url ${github.serverUrl}`],
    ],
    servers: [
      { address: github.serverUrl, forge: "github", apiUrl: github.apiUrl, token: "GH_ENTERPRISE_TOKEN" },
      { address: gitee.serverUrl, forge: "gitee", apiUrl: gitee.apiUrl, token: "GITEE_TOKEN" },
    ],
    async close() {
      await Promise.all([github.close(), gitee.close(), rm(top, { recursive: true, force: true })]);
    },
  };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
