import { describe, expect, it } from "vitest";

import { CIS, recogniseCi } from "../../src/ci";
import type { Env } from "../../src/ci/ci";
import { type Checkout, NO_CHECKOUT } from "../../src/ci/git/checkout";
import { commitsOf } from "../../src/request/commits";
import { readTag } from "../../src/request/tag";
import { folders, inputs } from "../request/builders";
import { way } from "./locating-ci";
import { RECIPES, type Recipe } from "./recipes";

/** CI, rule, forge, web root, API root, repository; the remote of the checkout and the kind of an unknown server. */
type Row = [Recipe, string, string, string, string, string, string, { origin?: string; kind?: string }?];

const TENCENT = "https://git.code.tencent.com";

const ROWS: readonly Row[] = [
  ["github", "actions", "GITHUB_ACTIONS", "github", "https://github.com", "https://api.github.com", "o/r"],
  ["ghes", "actions", "GITHUB_ACTIONS", "github", "https://ghe.example.com", "https://ghe.example.com/api/v3", "o/r"],
  ["gheCom", "actions", "GITHUB_ACTIONS", "github", "https://acme.ghe.com", "https://api.acme.ghe.com", "o/r"],
  ["gitea", "actions", "GITEA_ACTIONS", "gitea", "http://gitea:3000", "http://gitea:3000/api/v1", "o/r"],
  ["giteaBelow", "actions", "GITEA_ACTIONS", "gitea", "https://h.example/git", "https://h.example/git/api/v1", "o/r"],
  ["forgejo", "actions", "FORGEJO_ACTIONS", "forgejo", "https://code.example", "https://code.example/api/v1", "o/r"],
  ["giteaOld", "actions", "GITHUB_API_URL", "gitea", "https://git.example", "https://git.example/api/v1", "o/r"],
  ["act", "actions", "ACT", "github", "https://github.com", "https://api.github.com", "o/r"],
  [
    ...(["gitlab", "gitlab-ci", "GITLAB_CI", "gitlab"] as const),
    ...(["https://gitlab.example.com/gitlab", "https://gitlab.example.com/gitlab/api/v4", "g/s/r"] as const),
  ],
  ["giteeGo", "gitee-go", "GITEE_PIPELINE_NAME", "gitee", "https://gitee.com", "https://gitee.com/api/v5", "o/r"],
  ["atomgit", "atomgit", "ATOMGIT_ACTIONS", "gitcode", "https://atomgit.com", "https://api.atomgit.com/api/v5", "o/r"],
  ["cnb", "cnb", "CNB", "cnb", "https://cnb.cool", "https://api.cnb.cool", "g/s/r"],
  ["bkCi", "bk-ci", "the remote origin", "tgit", TENCENT, `${TENCENT}/api/v3`, "g/r", { origin: `${TENCENT}/g/r.git` }],
  ["woodpecker", "woodpecker", "CI", "forgejo", "https://codeberg.org", "https://codeberg.org/api/v1", "o/r"],
  [
    ...(["drone", "drone", "the remote that Drone tells (DRONE_REPO_LINK)", "gitea"] as const),
    ...(["https://gitea.example", "https://gitea.example/api/v1", "o/r", { kind: "gitea" }] as const),
  ],
  [
    ...(["droneBelow", "drone", "the remote that Drone tells (DRONE_REPO_LINK)", "gitea"] as const),
    ...(["https://h.example/git", "https://h.example/git/api/v1", "o/r", { kind: "gitea" }] as const),
  ],
  [
    ...(["buildsSrHt", "builds-sr-ht", "JOB_URL", "sourcehut", "https://git.sr.ht", "https://git.sr.ht"] as const),
    ...(["~o/r", { origin: "https://git.sr.ht/~o/r" }] as const),
  ],
  [
    ...(["jenkins", "jenkins", "the remote that Jenkins tells (GIT_URL)", "github"] as const),
    ...(["https://github.com", "https://api.github.com", "o/r"] as const),
  ],
];

describe("every environment", () => {
  it.each(ROWS)("%s", async (recipe, id, rule, forge, serverUrl, apiUrl, repository, at = {}) => {
    const { ci, others } = recogniseCi(RECIPES[recipe]);
    expect([ci.id, others]).toEqual([id, []]);
    const { target, pipeline, asked } = await way(RECIPES[recipe], at);
    expect(target).toMatchObject({ serverUrl, apiUrl, repository, checkedOut: true });
    expect([target.module.id, asked]).toEqual([forge, at.kind !== undefined]);
    expect(target.because).toBe(asked ? `the server of ${rule} told when asked` : `from ${rule}`);
    // builds.sr.ht does not tell it: there the checkout does.
    expect(pipeline).toMatchObject({ event: "tag", tag: "v1", commit: id === "builds-sr-ht" ? undefined : "c0ffee1" });
  });

  it("is in the table, and so is every CI", () => {
    expect(new Set(ROWS.map(([recipe]) => recipe))).toEqual(new Set(Object.keys(RECIPES)));
    expect(new Set(ROWS.map(([, id]) => id))).toEqual(new Set(CIS.map(({ id }) => id)));
  });

  it.each<Env>([{}, { CI: "true" }, { CI: "1", GITHUB_REPOSITORY: "o/r" }, { ACT: "true" }, { GITEA_ACTIONS: "true" }])(
    "%j is none",
    (env) => {
      expect(recogniseCi(env)).toMatchObject({ ci: { id: "local-git" }, others: [] });
    },
  );
});

describe("a CI of no forge", () => {
  const self = { ...RECIPES.jenkins, GIT_URL: "https://me:geheim@git.acme.test/o/r.git" };

  it("has the server of its remote, of which nobody told the kind but an input", async () => {
    const { target } = await way(self, { argv: ["--forge", "gitea"], kind: "gitea" });
    expect(target).toMatchObject({ serverUrl: "https://git.acme.test", trusted: false, ownServer: false });
    expect(JSON.stringify(target)).not.toContain("geheim");
  });

  it("has the public one where the remote is another forge's public one", async () => {
    const { target } = await way(RECIPES.jenkins, { argv: ["--forge", "gitlab"] });
    expect(target).toMatchObject({ serverUrl: "https://gitlab.com", ownRepository: false, checkedOut: false });
  });

  it("is asked for what the checkout says only where it tells no remote", async () => {
    const origin = "https://gitlab.com/x/y.git";
    expect((await way(RECIPES.jenkins, { origin })).target.module.id).toBe("github");
    expect((await way({ ...RECIPES.jenkins, GIT_URL: "" }, { origin })).target).toMatchObject({
      repository: "x/y",
      because: "from the remote origin",
      ownRepository: false,
      checkedOut: true,
    });
  });

  it("publishes its own repository; another one on the same server is not checked out", async () => {
    expect((await way(RECIPES.jenkins)).target).toMatchObject({ ownRepository: true, checkedOut: true });
    expect((await way(RECIPES.jenkins, { argv: ["--repository", "a/b"] })).target).toMatchObject({
      ownRepository: false,
      checkedOut: false,
    });
  });
});

const HEAD = "deadbee".repeat(6).slice(0, 40);

/** A checkout that stands on a commit. */
const standing = (url: string, more: Partial<Checkout> = {}): Checkout => ({
  ...NO_CHECKOUT,
  top: "/somewhere",
  commit: HEAD,
  branch: "main",
  remotes: new Map([["origin", [url]]]),
  ...more,
});

/** The clone's own commit, as the pipeline of the tag tells it. */
const STARTED = { tagIsThere: true, expectedCommit: "c0ffee1", target: "c0ffee1" };
const NOTHING = { tagIsThere: false, expectedCommit: undefined, target: undefined };

describe("the commit of the tag", () => {
  type Case = [string, Recipe, Env, Checkout, object, { origin?: string }?];
  const other = { INPUT_TAG_NAME: "v2" };
  const own = standing("https://github.com/o/r");
  const pull = { ...other, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge" };
  const foreign = (repository: string) => ({ INPUT_REPOSITORY: repository, INPUT_TAG_NAME: "v1" });
  const origin = `${TENCENT}/g/r`;
  const peels = standing(origin, { peel: (id) => Promise.resolve(id) });
  const annotated = standing("http://gitea:3000/o/r", { peel: () => Promise.resolve(HEAD) });
  const local = { tagIsThere: false, expectedCommit: HEAD, target: HEAD, targetIsLocal: true };
  const unknown = { ...NOTHING, noTarget: "foreign" };
  const remembered = { ...NOTHING, target: "c0ffee1" };

  it.each<Case>([
    ["that started a pipeline is the event's", "gitlab", {}, NO_CHECKOUT, STARTED],
    ["wherever HEAD stands by now", "github", {}, own, STARTED],
    ["of a CI that tells its remote", "jenkins", {}, standing("git@work:o/r.git"), STARTED],
    [
      "which an annotated tag's id stands for",
      "gitea",
      {},
      annotated,
      { ...STARTED, expectedCommit: HEAD, target: HEAD },
    ],
    [
      "which may be such an id, and the objects do not tell",
      "woodpecker",
      {},
      standing("https://codeberg.org/o/r"),
      { ...STARTED, otherCommit: HEAD, target: HEAD },
    ],
    ["of a CI that tells nothing but the commit", "bkCi", {}, peels, STARTED, { origin }],
    ["of another name is that of the checkout", "jenkins", other, standing("git@work:O/R.git"), local],
    [
      "of another name is not checked without a checkout",
      "github",
      other,
      NO_CHECKOUT,
      { ...remembered, unchecked: { commit: "c0ffee1" } },
    ],
    [
      "of another name has nothing to do with the clone of another project",
      "github",
      other,
      standing("https://github.com/x/lib"),
      { ...remembered, targetIsLocal: false },
    ],
    [
      "nor with refs that could not be read",
      "github",
      other,
      standing("https://github.com/o/r", { trouble: "?" }),
      remembered,
    ],
    ["of another repository is not known", "jenkins", foreign("a/b"), standing("git@github.com:a/b"), unknown],
    [
      "of the same path on another forge is not known",
      "gitlab",
      { INPUT_FORGE: "github", ...foreign("g/sr") },
      standing("git@github.com:g/sr"),
      unknown,
    ],
    [
      "of a pull request is checked, and is no target",
      "github",
      pull,
      own,
      { ...NOTHING, expectedCommit: HEAD, noTarget: "pull-request" },
    ],
    [
      "is not compared where that was asked for",
      "github",
      { INPUT_ALLOW_TAG_MISMATCH: "true" },
      own,
      { ...STARTED, expectedCommit: undefined, unchecked: undefined },
    ],
  ])("%s", async (_, recipe, more, checkout, expected, at = {}) => {
    const { pipeline, target } = await way({ ...RECIPES[recipe], ...more }, at);
    const given = inputs({
      ...(more.INPUT_TAG_NAME === undefined ? {} : { tag_name: more.INPUT_TAG_NAME }),
      ...(more.INPUT_ALLOW_TAG_MISMATCH === undefined ? {} : { allow_tag_mismatch: "true" }),
    });
    const tag = readTag({ inputs: given, pipeline }) ?? "";
    const found = await commitsOf({ inputs: given, pipeline, checkout, folders: folders("/"), target, tag });
    expect({ expectedCommit: undefined, ...found.commits }).toMatchObject(expected);
  });
});
