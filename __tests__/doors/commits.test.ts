import { describe, expect, it } from "vitest";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gitIn } from "../ci/git-stage";
import type { Env, Ran } from "./bundle";
import { type Scene, FORGES, INTERNAL, scene } from "../hostile/stage";

// Whose commit a tag is made on or compared with: by what is checked out, and by what started the run.

const TWO = FORGES.filter(([, { forge }]) => ["github", "gitea"].includes(forge));

interface Play extends Scene {
  /** The workspace, or a folder in it. */
  at(...path: string[]): string;
  /** A run by hand on the default branch. */
  byHand(inputs: Readonly<Record<string, string>>, env?: Env): Promise<Ran>;
}

async function play(subject: Parameters<typeof scene>[0]): Promise<Play> {
  const made = await scene(subject);
  const { repo, workspace, host } = made;
  return {
    ...made,
    at: (...path) => join(workspace.folder, ...path),
    byHand: (inputs, env = {}) =>
      workspace.action(
        { ...repo.environment({}), GITHUB_EVENT_NAME: "workflow_dispatch", ...env },
        { token: repo.token ?? host.tokens.good, ...inputs },
      ),
  };
}

/** A repository with a commit in a folder. @returns the commit */
function checkOut(folder: string, remote?: string): string {
  mkdirSync(folder, { recursive: true });
  gitIn(folder, "init", "--quiet");
  gitIn(folder, "commit", "--quiet", "--allow-empty", "-m", folder);
  if (remote !== undefined) gitIn(folder, "remote", "add", "origin", remote);
  return gitIn(folder, "rev-parse", "HEAD");
}

describe.each(TWO)("on %s a tag that is not there is made on", (_, subject) => {
  it.each<[string, (own: string) => string | undefined]>([
    ["https", (own) => `https://git.acme.test/${own}.git`],
    ["an ssh alias", (own) => `git@work:${own}.git`],
    ["an alias with dots, in capitals", (own) => `org-1@github.com-work:${own.toUpperCase()}`],
    ["a path", (own) => `/srv/mirror/${own}.git`],
    ["none at all", () => undefined],
  ])("HEAD of the checkout, whose remote is %s", async (_name, remote) => {
    const at = await play(subject);
    const head = checkOut(at.at(), remote(at.repo.name));
    at.repo.push(head);
    at.repo.push("0123456789012345678901234567890123456789");
    const ran = await at.byHand({ tag_name: "v2.0.0" });
    expect([ran.code, at.repo.tagCommit("v2.0.0")]).toEqual([0, head]);
  });

  it.each<[string, (at: Play) => string]>([
    ["the clone of another project", (at) => (checkOut(at.at("lib"), "https://github.com/other/lib"), "lib")],
    ["one whose path only ends alike", (at) => (checkOut(at.at("x"), `https://h.test/x${at.repo.name}`), "x")],
    ["a repository above the workspace", (at) => (checkOut(at.at(".."), "git@github.com:me/dotfiles"), ".")],
    ["one above without a remote", (at) => (checkOut(at.at("..")), ".")],
    ["one in the workspace without a remote", (at) => (checkOut(at.at("sub")), "sub")],
    [
      "a submodule",
      (at) => {
        checkOut(at.at("../inner"), "https://github.com/other/inner");
        checkOut(at.at(), `https://h.test/${at.repo.name}`);
        gitIn(at.at(), "submodule", "--quiet", "add", at.at("../inner"), "lib");
        return "lib";
      },
    ],
  ])("the pipeline's commit, where there is %s", async (_name, prepare) => {
    const at = await play(subject);
    const folder = prepare(at);
    const built = at.repo.head();
    const ran = await at.byHand({ tag_name: "v2.0.0", working_directory: folder });
    expect([ran.code, at.repo.tagCommit("v2.0.0")]).toEqual([0, built]);
    expect(ran.log).toContain(`is not one of ${at.repo.name}: it says nothing about the commit`);
  });

  it("the pipeline's commit, where refs cannot be read, which the log says", async () => {
    const at = await play(subject);
    checkOut(at.at());
    writeFileSync(at.at(".git/HEAD"), "x");
    const built = at.repo.head();
    const ran = await at.byHand({ tag_name: "v2.0.0" });
    expect([ran.code, at.repo.tagCommit("v2.0.0")]).toEqual([0, built]);
    expect(ran.log).toMatch(/no checkout is looked at: .*HEAD holds neither/);
  });

  it("the merge commit of a merged pull request, whatever is checked out", async () => {
    const at = await play(subject);
    const before = checkOut(at.at());
    at.repo.push(before);
    const merge = "0123456789012345678901234567890123456789";
    at.repo.push(merge);
    const ran = await at.byHand({ tag_name: "v2.0.0" }, pullRequest(at, { merged: true, merge_commit_sha: merge }));
    expect([ran.code, at.repo.tagCommit("v2.0.0")]).toEqual([0, merge]);
  });

  it("nothing that a pull request builds, unless told", async () => {
    const at = await play(subject);
    const head = checkOut(at.at());
    at.repo.push(head);
    for (const merged of [{ merged: false }, { merged: true, merge_commit_sha: null }]) {
      const env = pullRequest(at, merged);
      const ran = await at.byHand({ tag_name: "v2.0.0" }, env);
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("what a pull request builds is not a commit")]);
      expect(at.repo.writes()).toEqual([]);
    }
    const ran = await at.byHand({ tag_name: "v2.0.0", target_commitish: head }, pullRequest(at, { merged: false }));
    expect([ran.code, at.repo.tagCommit("v2.0.0")]).toEqual([0, head]);
  });

  it("a commit that was made in the job and never pushed: the message says so, and blames no input", async () => {
    const at = await play(subject);
    const head = checkOut(at.at());
    const ran = await at.byHand({ tag_name: "v2.0.0", files: "a.txt" });
    expect(ran.code).not.toBe(0);
    expect(ran.log).toContain(head);
    expect(ran.log).toMatch(/Push it first \(git push origin HEAD\), or push the tag/);
    expect(ran.log).not.toMatch(/target_commitish has to|set target_commitish/);
  });
});

/** A pull request that was closed, and its event's file. */
function pullRequest(at: Play, pull_request: object): Env {
  const file = at.at("../event.json");
  writeFileSync(file, JSON.stringify({ action: "closed", pull_request: { base: { ref: "main" }, ...pull_request } }));
  return {
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: file,
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_REF_NAME: "7/merge",
    GITHUB_HEAD_REF: "feature/x",
    GITHUB_BASE_REF: "main",
  };
}

describe.each(TWO)("on %s the name of what is built", (_, subject) => {
  it("is never taken for a tag", async () => {
    const at = await play(subject);
    for (const tag_name of ["7/merge", "pull/7/merge", "feature/x", "main"]) {
      const ran = await at.byHand({ tag_name }, pullRequest(at, { merged: true, merge_commit_sha: at.repo.head() }));
      expect([tag_name, ran.code, ran.log]).toEqual([tag_name, 2, expect.stringContaining("a branch or a merge ref")]);
    }
    expect(at.repo.writes()).toEqual([]);
  });

  it("is a tag where there is one of it, or where a target says that it is meant", async () => {
    const at = await play(subject);
    at.repo.tag("main");
    expect((await at.byHand({ tag_name: "main" })).code).toBe(0);
    const other = await play(subject);
    const named = await other.byHand({ tag_name: "main", target_commitish: other.repo.head() });
    expect([named.code, other.repo.releases().map(({ tag }) => tag)]).toEqual([0, ["main"]]);
  });
});

describe("a run without a tag", () => {
  const [, subject] = TWO[0] ?? [];
  if (subject === undefined) throw new Error("there is no forge to play with");

  it("is offered the one tag that HEAD carries, as it is written there", async () => {
    const at = await play(subject);
    checkOut(at.at(), `git@h.test:${at.repo.name}`);
    const offer = async (): Promise<[string, string, string]> => {
      const shell = await at.workspace.command(["a.txt"], {}, { cwd: dirname(at.at("a.txt")) });
      const step = await at.byHand({ files: "a.txt" });
      const workflow = await at.byHand({ files: "a.txt", job_token: "a-token-of-the-job" });
      expect([shell.code, step.code, workflow.code]).toEqual([2, 2, 2]);
      return [shell.log, step.log, workflow.log];
    };
    for (const log of await offer()) expect(log).not.toContain("HEAD is");
    gitIn(at.at(), "tag", "-am", "one", "v1.0.0");
    const [shell, step, workflow] = await offer();
    expect(shell).toContain("HEAD is v1.0.0: add --tag-name v1.0.0.");
    expect(step).toContain("HEAD is v1.0.0: add INPUT_TAG_NAME=v1.0.0.");
    expect(workflow).toContain("HEAD is v1.0.0: add tag_name: v1.0.0.");
    gitIn(at.at(), "pack-refs", "--all");
    expect((await offer())[0]).toContain("HEAD is v1.0.0");
    gitIn(at.at(), "tag", "v1");
    for (const log of await offer()) expect(log).not.toContain("HEAD is");
  });

  it("is not offered the tag of another project", async () => {
    const at = await play(subject);
    checkOut(at.at(), "git@h.test:other/app");
    gitIn(at.at(), "tag", "v1.0.0");
    expect((await at.byHand({ files: "a.txt" })).log).not.toContain("HEAD is");
  });
});

describe.each(TWO)("on %s an event", (_, subject) => {
  it.each<[string, string | undefined]>([
    ["half a JSON", '{"action": "del'],
    ["nothing", ""],
    ["no action", "{}"],
    ["another type", '{"action": ["deleted"]}'],
    ["no file", undefined],
  ])("of a release whose file holds %s publishes nothing, and is told once", async (_name, content) => {
    const at = await play(subject);
    const file = at.at("../event.json");
    if (content !== undefined) writeFileSync(file, content);
    const event = { GITHUB_EVENT_NAME: "release", GITHUB_EVENT_PATH: file };
    const ran = await at.publish({ files: "a.txt" }, event);
    expect([ran.code, at.host.requests.length]).toEqual([2, 0]);
    expect(ran.log).not.toMatch(INTERNAL);
    expect(ran.log.split("GITHUB_EVENT_PATH")).toHaveLength(2);
    const named = await at.publish({ files: "a.txt", tag_name: "v1.0.0" }, event);
    expect([named.code, at.repo.releases().length]).toEqual([0, 1]);
  });

  it("of a deletion needs nothing but the word", async () => {
    const at = await play(subject);
    const file = at.at("../event.json");
    writeFileSync(file, '{"action": "deleted", "release": null}');
    const ran = await at.publish({ files: "a.txt" }, { GITHUB_EVENT_NAME: "release", GITHUB_EVENT_PATH: file });
    expect([ran.code, at.host.requests.length, ran.log]).toEqual([0, 0, expect.stringContaining("nothing to publish")]);
  });
});

describe.each(TWO)("on %s two CIs at once", (_, subject) => {
  const gitlab = {
    ...{ GITLAB_CI: "true", CI_SERVER_URL: "https://gitlab.example.com", CI_PROJECT_PATH: "x/y", CI_PROJECT_ID: "7" },
    ...{ CI_API_V4_URL: "https://gitlab.example.com/api/v4", CI_COMMIT_TAG: "v9", CI_JOB_TOKEN: "of-another-forge" },
  };

  it("are an error that names both, until forge says whose it is", async () => {
    const at = await play(subject);
    const refused = await at.publish({ files: "a.txt" }, gitlab);
    expect([refused.code, refused.log]).toEqual([2, expect.stringMatching(/GITLAB_CI.*_ACTIONS/)]);
    expect(at.host.requests).toHaveLength(0);
    const ran = await at.publish({ files: "a.txt", forge: subject.forge }, gitlab);
    expect([ran.code, ran.outputs.tag_name]).toEqual([0, "v1.0.0"]);
    expect(ran.log).toContain("_ACTIONS)");
    expect(at.repo.releases()).toMatchObject([{ tag: "v1.0.0", assets: [{ name: "a.txt" }] }]);
  });
});

describe.each(TWO)("on %s names that every object has", (_, subject) => {
  it("are tags, files and links like any other", async () => {
    const names = ["__proto__", "constructor", "toString"];
    const at = await play(subject);
    for (const name of names) await at.workspace.write(name, name);
    for (const tag of names) {
      at.repo.tag(tag);
      const ran = await at.publish({ tag_name: tag, files: names.join("\n"), allow_tag_mismatch: "true" });
      expect([tag, ran.code, ran.log]).toEqual([tag, 0, expect.stringContaining("3 files: 3 uploaded")]);
      expect(Object.keys(JSON.parse(ran.outputs.asset_urls ?? "") as object).sort()).toEqual([...names].sort());
      const again = await at.publish({ tag_name: tag, files: names.join("\n"), allow_tag_mismatch: "true" });
      expect([again.code, again.log]).toEqual([0, expect.stringContaining("3 files: 3 unchanged")]);
    }
    expect(
      at.repo
        .releases()
        .map(({ tag }) => tag)
        .sort(),
    ).toEqual([...names].sort());
  });

  it("are no forges, inputs, flags or variables", async () => {
    const at = await play(subject);
    for (const name of ["__proto__", "constructor"]) {
      const runs = [
        await at.publish({ forge: name }),
        await at.workspace.command([`--forge=${name}`, "--tag-name=v1", "--repository=o/r"]),
        await at.workspace.command([`--${name}`, "--tag-name=v1"]),
        await at.workspace.command([`--token-env=${name}`, "--tag-name=v1", "--forge=github", "--repository=o/r"]),
        await at.workspace.command(["--tag-name=v1", "--forge=github", "--repository=o/r"], { [`INPUT_${name}`]: "x" }),
      ];
      for (const ran of runs) {
        expect([ran.code, ran.log]).toEqual([2, expect.not.stringMatching(/\[native code\]|\[object|TypeError/)]);
        expect(ran.log).not.toMatch(INTERNAL);
      }
    }
    expect(at.host.requests).toHaveLength(0);
  });
});
