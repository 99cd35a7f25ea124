import { afterEach, describe, expect, it } from "vitest";
import { type Stand as Forge, pushedTo } from "../../sandbox";
import { startGitCode } from "../../sandbox/gitcode";
import { startGitea } from "../../sandbox/gitea";
import { startGitHub } from "../../sandbox/github";
import { startSourceHut } from "../../sandbox/sourcehut";
import { type Env, createWorkspace } from "../doors/bundle";
import { publicHosts } from "../http/public-hosts";
import { PAGES, ownBlocksOf } from "./pages";
import { commandsIn, oursIn } from "./shell";

/** A line of a page that runs this program, and where it is run. */
interface Line {
  readonly page: string;
  /** What the line begins with; the line as it stands is run. */
  readonly line: string;
  start(): Promise<Forge>;
  /** What the shell has set. */
  readonly env: (forge: Forge) => Env;
  /** Public hosts that lead to the forge. */
  readonly hosts?: (forge: Forge) => Readonly<Record<string, string>>;
}

const at = (repository = "me/app") => ({ repository, tag: "v1.2.3" });
/** A server that is named by the environment, and a repository that the remote `origin` would tell. */
const named = ({ serverUrl, apiUrl, token }: Forge): Env => ({
  ...{ INPUT_SERVER_URL: serverUrl, INPUT_API_URL: apiUrl, INPUT_REPOSITORY: "me/app", GITHUB_TOKEN: token },
});
const github = (): Promise<Forge> => pushedTo(startGitHub({ shape: "ghes" }), at());

const LINES: readonly Line[] = [
  { page: "README.md", line: "npx --yes forge-release@0.1.0 --tag-name v1.2.3 --body-path", start: github, env: named },
  { page: "docs/commands/publish.md", line: "npx --yes forge-release@0.1.0 --tag-name", start: github, env: named },
  { page: "docs/ci/shell.md", line: "npx --yes forge-release@0.1.0 --tag-name", start: github, env: named },
  { page: "docs/ci/shell.md", line: "npx --yes forge-release@0.1.0 --json", start: github, env: named },
  {
    ...{ page: "docs/ci/shell.md", line: "npx --yes forge-release@0.1.0 --forge gitea" },
    start: () => pushedTo(startGitea(), at()),
    env: ({ token }) => ({ RELEASE_TOKEN: token }),
    hosts: ({ serverUrl }) => ({ "git.example.com": serverUrl }),
  },
  {
    ...{ page: "docs/gitcode.md", line: "GITCODE_TOKEN=…" },
    start: () => pushedTo(startGitCode(), at()),
    env: ({ token }) => ({ GITCODE_TOKEN: token }),
    hosts: ({ apiUrl }) => ({ "api.gitcode.com": new URL(apiUrl).origin }),
  },
  {
    ...{ page: "docs/sourcehut.md", line: "npx --yes forge-release@0.1.0 --forge sourcehut" },
    start: async () => {
      const forge = await pushedTo(startSourceHut(), at("~user/app"));
      forge.repo.tag("v1.2.3", { annotated: "What is new" });
      return forge;
    },
    env: ({ token }) => ({ SOURCEHUT_TOKEN: token }),
    hosts: ({ serverUrl }) => ({ "git.sr.ht": serverUrl }),
  },
];

/** Commands that publish, of blocks for a shell. Other commands have their examples run on docs/commands/. */
const COMMANDS = /^(list|view|download|verify|upload|delete|prune|copy|completion|doctor|init|help)$/;

function linesOf(page: string): string[] {
  const lines = ownBlocksOf(page).flatMap(({ language, text }) => (language === "sh" ? text.split("\n") : []));
  return lines.filter((line) =>
    commandsIn(line).some((words) => oursIn(words) !== undefined && !COMMANDS.test(oursIn(words)?.[0] ?? "")),
  );
}

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** Written in Chinese they are the same; those of a sandbox need a server that was started by hand. */
const ELSEWHERE = /^docs\/zh\/|zh-CN|^docs\/coming-from\/|^sandbox\//;

describe("command lines that publish", () => {
  it.each(PAGES.filter((page) => !ELSEWHERE.test(page)))("are all run here: %s", (page) => {
    const ours = LINES.filter((one) => one.page === page);
    const left = linesOf(page).filter((line) => !ours.some((one) => line.startsWith(one.line)));
    expect(left).toEqual([]);
    expect(ours.filter((one) => !linesOf(page).some((line) => line.startsWith(one.line)))).toEqual([]);
  });

  it.each(LINES)("$page: $line", async ({ page, line, ...one }) => {
    const forge = await one.start();
    const workspace = await createWorkspace({ "dist/app.zip": "app", "NOTES.md": "What is new" });
    endings.push(
      () => workspace.close(),
      () => forge.close(),
    );
    const { environment } = await publicHosts(one.hosts?.(forge) ?? {}, workspace);
    const [words = []] = commandsIn(linesOf(page).find((text) => text.startsWith(line)) ?? "");
    const env = { ...(one.hosts === undefined ? {} : environment), ...one.env(forge) };
    const ran = await workspace.command(oursIn(words) ?? [], env);
    expect([ran.code, ran.log]).toEqual([0, ran.code === 0 ? expect.any(String) : ""]);
    expect(forge.repo.seen()).toMatchObject([{ tag: "v1.2.3", draft: false, assets: [{ name: "app.zip" }] }]);
    expect(forge.violations).toEqual([]);
    if (words.includes("--json")) expect(JSON.parse(ran.stdout)).toMatchObject({ tag_name: "v1.2.3", created: true });
  });
});
