import { describe, expect, it } from "vitest";

import { recogniseCi, severalCis } from "../../src/ci";
import type { Env } from "../../src/ci/ci";
import { settingOf } from "../../src/request/entries/variables";
import { RECIPES } from "./recipes";

const { github, gitea, forgejo, atomgit, gitlab, jenkins, woodpecker, cnb, drone } = RECIPES;

describe("the marks of one CI", () => {
  it.each<[string, Env, string, string]>([
    ["Gitea beside GITHUB_ACTIONS", gitea, "actions", "GITEA_ACTIONS"],
    ["Forgejo beside Gitea", forgejo, "actions", "FORGEJO_ACTIONS"],
    ["AtomGit beside GITHUB_ACTIONS", { ...github, ...atomgit }, "atomgit", "ATOMGIT_ACTIONS"],
    ["AtomGit beside act", { ...github, ...atomgit, ACT: "true" }, "atomgit", "ATOMGIT_ACTIONS"],
    ["Woodpecker beside DRONE", { ...woodpecker, DRONE: "true" }, "woodpecker", "CI"],
  ])("%s", (_, env, id, reason) => {
    expect(recogniseCi(env)).toMatchObject({ ci: { id }, reason, others: [] });
  });
});

describe("the marks of several CIs", () => {
  it.each<[string, Env, string]>([
    ["Jenkins in CNB", { ...cnb, ...jenkins }, "CNB (CNB) and Jenkins (JENKINS_URL)"],
    ["GitLab and GitHub", { ...gitlab, ...github }, "GitLab CI (GITLAB_CI) and Actions (GITHUB_ACTIONS)"],
    ["AtomGit and Gitea", { ...gitea, ...atomgit }, "AtomGit pipelines (ATOMGIT_ACTIONS) and Actions (GITEA_ACTIONS)"],
    ["three", { ...gitlab, ...drone, ...jenkins }, "GitLab CI (GITLAB_CI) and Drone (DRONE) and Jenkins (JENKINS_URL)"],
  ])("%s are named", (_, env, names) => {
    const found = recogniseCi(env);
    expect(severalCis(found, undefined)).toEqual({
      problems: [expect.stringContaining(`The variables of ${names} are set at once`)],
      notices: [],
    });
    expect(severalCis(found, "github")).toEqual({ problems: [], notices: [expect.stringContaining(names)] });
  });

  it.each<[string, Env, string, string]>([
    ["GitHub's in GitLab's", { ...gitlab, ...github }, "github", "actions"],
    ["GitLab's beside GitHub's", { ...gitlab, ...github }, "GitLab", "gitlab-ci"],
    ["Gitea's runner in CNB", { ...cnb, ...gitea }, "gitea", "actions"],
    ["Forgejo's runner is of Gitea's family", { ...cnb, ...forgejo }, "gitea", "actions"],
    ["and the reverse", { ...cnb, ...gitea }, "forgejo", "actions"],
    ["Woodpecker's forge is the one that it tells", { ...gitlab, ...woodpecker }, "gitea", "woodpecker"],
    ["CNB around Jenkins", { ...cnb, ...jenkins }, "cnb", "cnb"],
    ["AtomGit beside Gitea", { ...gitea, ...atomgit }, "gitcode", "atomgit"],
    ["one that builds for any forge before one of another", { ...cnb, ...jenkins }, "github", "jenkins"],
    ["the first where none fits", { ...gitlab, ...cnb }, "github", "gitlab-ci"],
    ["the first where the forge is none", { ...gitlab, ...cnb }, "constructor", "gitlab-ci"],
  ])("count by the forge that is given: %s", (_, env, forge, id) => {
    const found = recogniseCi(env, forge);
    expect(found.ci.id).toBe(id);
    expect(found.others.map(({ ci }) => ci.id)).not.toContain(id);
    expect(severalCis(found, forge).notices).toEqual([expect.stringContaining(found.ci.title)]);
  });

  it("are none where there is one", () => {
    expect(severalCis(recogniseCi(gitlab), undefined)).toEqual({ problems: [], notices: [] });
  });
});

describe("a setting of a plugin", () => {
  it.each<[Parameters<typeof settingOf>[0], string, string]>([
    ["milestones", "M1,M2", "M1\nM2"],
    ["milestones", "M1, with a comma\nM2", "M1, with a comma\nM2"],
    ["milestones", "M1\n", "M1\n"],
    ["links", "a=https://a.test/,b=https://b.test/?x=1,2", "a=https://a.test/\nb=https://b.test/?x=1,2"],
    ["links", "a=https://a.test/x,y\nb=https://b.test/", "a=https://a.test/x,y\nb=https://b.test/"],
    ["files", "dist/{a,b}.zip,c.zip", "dist/{a,b}.zip,c.zip"],
    ["body", "one, two", "one, two"],
  ])("%s: %j", (name, value, expected) => {
    expect(settingOf(name, value)).toBe(expected);
  });
});
