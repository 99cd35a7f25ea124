import { afterEach, describe, expect, it } from "vitest";
import { gitIn } from "../ci/git-stage";
import { FORGES } from "../hostile/stage";
import { enterprise } from "../forges/github/subject";
import type { Host, Repo, Subject } from "../forges/contract/subject";
import { type Ran, type Workspace, createWorkspace } from "./bundle";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

interface Scene {
  readonly host: Host;
  readonly repo: Repo;
  readonly workspace: Workspace;
  git(...words: string[]): string;
  commit(message: string): string;
  /** A tag here and there. */
  tag(name: string, commit: string, message?: string): void;
  publish(inputs: Readonly<Record<string, string>>, env?: Readonly<Record<string, string | undefined>>): Promise<Ran>;
}

/** A forge and a checkout of the repository on it, whose commits both have. */
async function scene(subject: Subject, { origin = "" } = {}): Promise<Scene> {
  const [host, workspace] = [
    await subject.start({}),
    await createWorkspace({ "CHANGELOG.md": "## 1.0.0\n\nBy hand.\n" }),
  ];
  endings.push(
    () => host.close(),
    () => workspace.close(),
  );
  const repo = host.repository();
  const git = (...words: string[]): string => gitIn(workspace.folder, ...words);
  git("init", "--quiet");
  git("remote", "add", "origin", origin === "" ? `https://git.acme.test/${repo.name}.git` : origin);
  return {
    host,
    repo,
    workspace,
    git,
    commit(message) {
      git("commit", "--quiet", "--allow-empty", "-m", message);
      const id = git("rev-parse", "HEAD");
      repo.push(id);
      return id;
    },
    tag(name, commit, message) {
      git("tag", ...(message === undefined ? [] : ["-am", message]), name, commit);
      repo.tag(name, message === undefined ? { commit } : { commit, annotated: message });
    },
    publish: (inputs, env = {}) =>
      workspace.action(
        { ...repo.environment({ tag: "v1.0.0" }), ...env },
        { token: repo.token ?? host.tokens.good, ...inputs },
      ),
  };
}

/** Two versions, and what lies between them. */
function history(at: Scene): void {
  at.tag("v0.9.0", at.commit("feat: old"));
  at.commit("feat(lid): closes (#12)");
  at.commit("fix: <b>leak</b> of @octocat");
  at.commit("feat!: no handles");
  at.tag("v1.0.0", at.commit("Tidy up"));
}

const SAME = [
  "### Breaking changes\n\n- no handles (ID)",
  "### Features\n\n- **lid:** closes (#12) (ID)",
  "### Fixes\n\n- &#60;b&#62;leak&#60;/b&#62; of &#64;&#8203;octocat (ID)",
  "### Other changes\n\n- Tidy up (ID)",
  "**All changes**: [v0.9.0...v1.0.0](LINK)",
].join("\n\n");

/** Notes without what is the forge's own in them. */
const plain = (notes = ""): string =>
  notes
    .replace(/\r\n/g, "\n")
    .replace(/\((\[?`[0-9a-f]{7}`(\]\(<[^<>]*\/commit\/[0-9a-f]{40}>\))?)\)/g, "(ID)")
    .replace(/\(<[^<>]*compare\/v0\.9\.0\.\.\.v1\.0\.0>\)/, "(LINK)");

const GENERATED: readonly (readonly [string, Subject])[] = [
  ...FORGES.filter(([name, { can }]) => name !== "github" && can.tagsAreReleases !== true),
  ["GitHub Enterprise Server 3.3", enterprise("3.3")],
];

describe.each(GENERATED)("notes made of commits, on %s", (_, subject) => {
  it("are the same as on every other forge, and are shown by a dry run", async () => {
    const at = await scene(subject);
    history(at);
    const dry = await at.publish({ generate_release_notes: "true", dry_run: "true" });
    expect([dry.code, dry.log]).toEqual([0, expect.stringContaining("### Breaking changes")]);
    expect(at.repo.writes()).toEqual([]);
    const ran = await at.publish({ generate_release_notes: "true", changelog_path: "CHANGELOG.md" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(/notes: given .* generated since v0\.9\.0/)]);
    const release = at.repo.releases().find(({ tag }) => tag === "v1.0.0");
    expect(plain(release?.notes).trim()).toBe(`By hand.\n\n${SAME}`);
  });
});

const gitea = FORGES.find(([name]) => name === "gitea")?.[1];
if (gitea === undefined) throw new Error("no Gitea to play with");
const notesOf = ({ repo }: Scene): string => repo.releases().find(({ tag }) => tag === "v1.0.0")?.notes ?? "";

describe("notes made of commits", () => {
  it("start where previous_tag says, or the release before where the checkout has no tags", async () => {
    const at = await scene(gitea);
    at.tag("v0.8.0", at.commit("feat: first"));
    history(at);
    const ran = await at.publish({ generate_release_notes: "true", previous_tag: "v0.8.0" });
    expect([ran.code, notesOf(at)]).toEqual([0, expect.stringContaining("- old (")]);
    const other = await scene(gitea);
    history(other);
    other.git("tag", "-d", "v0.9.0");
    other.repo.release({ tag: "v0.9.0" });
    await other.publish({ generate_release_notes: "true" });
    expect(plain(notesOf(other))).toContain("[v0.9.0...v1.0.0](LINK)");
  });

  it("of a shallow clone are left out with the setting that mends it, or fail", async () => {
    const at = await scene(gitea);
    history(at);
    gitIn(
      at.workspace.folder,
      "clone",
      "-q",
      "--depth=1",
      "--branch",
      "v1.0.0",
      `file://${at.workspace.folder}`,
      "cut",
    );
    at.git("-C", "cut", "remote", "set-url", "origin", `https://git.acme.test/${at.repo.name}.git`);
    at.repo.release({ tag: "v0.9.0" });
    const inputs = { generate_release_notes: "true", working_directory: "cut" };
    const failed = await at.publish({ ...inputs, on_unsupported: "fail" });
    expect([failed.code, failed.log]).toEqual([
      2,
      expect.stringContaining("give the step actions/checkout fetch-depth: 0"),
    ]);
    expect(at.repo.writes()).toEqual([]);
    const ran = await at.publish(inputs);
    expect([ran.code, ran.log]).toEqual([
      0,
      expect.stringContaining(
        "Left out: INPUT_GENERATE_RELEASE_NOTES (the checkout does not have v0.9.0, where they start: give",
      ),
    ]);
  });

  it("are never those of another repository, whose commits the target does not have", async () => {
    const at = await scene(gitea, { origin: "https://git.acme.test/secret/private.git" });
    at.git("commit", "--quiet", "--allow-empty", "-m", "feat: secret plans");
    at.git("tag", "v1.0.0");
    at.repo.tag("v1.0.0");
    const ran = await at.publish({ generate_release_notes: "true" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("the checkout here is none of this repository")]);
    expect(notesOf(at)).not.toContain("secret");
  });

  it("are searched for secrets", async () => {
    const at = await scene(gitea);
    at.tag("v1.0.0", at.commit("fix: use ghp_0123456789abcdefABCDEF0123456789"));
    const env = { GITHUB_TOKEN: "ghp_0123456789abcdefABCDEF0123456789" };
    const ran = await at.publish({ generate_release_notes: "true" }, env);
    expect([ran.code, ran.log]).toEqual([
      2,
      expect.stringContaining("would publish a secret: the value of GITHUB_TOKEN"),
    ]);
    expect(at.repo.writes()).toEqual([]);
  });

  it("read no history and ask nothing more where they are not asked for", async () => {
    const at = await scene(gitea);
    history(at);
    await at.publish({});
    const plainly = at.repo.requests().length;
    const other = await scene(gitea);
    history(other);
    await other.publish({ generate_release_notes: "true" });
    // The commits are read here: no request is needed for them.
    expect(other.repo.requests().length).toBe(plainly);
  });
});
