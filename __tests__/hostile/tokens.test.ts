import { describe, expect, it } from "vitest";
import { FORGES as MODULES } from "../../src/forges";
import { FORGES, everythingIn, scene } from "./stage";

/** Every variable in which a token may lie, each with one of its own. */
const VARIABLES = [
  ...new Set(MODULES.flatMap(({ tokenVariables }) => [...tokenVariables(true), ...tokenVariables(false)])),
  ...["GH_ENTERPRISE_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN", "GITCODE_TOKEN", "TGIT_TOKEN", "NPM_TOKEN", "TOKEN"],
];
const OTHERS = Object.fromEntries(VARIABLES.map((name) => [name, `${name.toLowerCase()}-of-another-forge-0123456789`]));

describe.each(FORGES)("with the tokens of every forge at once, %s", (_, subject) => {
  it("is given its own only, and shows none", async () => {
    const at = await scene(subject);
    const ran = await at.publish({ files: "a.txt" }, { ...OTHERS, RUNNER_DEBUG: "1" });
    expect(ran.code).toBe(0);
    const sent = everythingIn(at.host.requests);
    for (const secret of Object.values(OTHERS)) {
      expect(sent).not.toContain(secret);
      expect(ran.log.replace(/^::add-mask::.*$/gm, "")).not.toContain(secret);
    }
    expect(sent).toContain(at.host.tokens.good);
  });

  it("is given the one of its own variable, and no other", async () => {
    const at = await scene(subject);
    const [own] = MODULES.find(({ id }) => id === subject.forge)?.tokenVariables(false) ?? [];
    const given = own === undefined ? {} : { [own]: at.repo.token ?? at.host.tokens.good };
    const ran = await at.publish({ files: "a.txt", token: "" }, { ...OTHERS, ...given });
    // A forge without a variable of its own is left with what its runner gives; a server that is only known from the
    // remote is given none.
    const learned = ran.log.includes("which no input names");
    expect(learned).toBe(subject.forge === "tgit");
    expect(ran.code).toBe((own === undefined && !at.subject.can.automaticToken) || learned ? 2 : 0);
    const sent = everythingIn(at.host.requests);
    for (const [name, secret] of Object.entries(OTHERS)) if (name !== own) expect(sent).not.toContain(secret);
  });

  it.each(["\n", "\r\n", " ", "ü", "\u200b"])("takes no token with %j in it", async (sign) => {
    const at = await scene(subject);
    const ran = await at.publish({ files: "a.txt", token: `first-half-of-it${sign}second-half-of-it` });
    expect([ran.code, ran.log]).toEqual([
      2,
      expect.stringContaining("holds a line break, a space or another character"),
    ]);
    expect(ran.log.replace(/^::add-mask::.*$/gm, "")).not.toMatch(/first-half|second-half/);
    expect(at.host.requests).toHaveLength(0);
  });
});
