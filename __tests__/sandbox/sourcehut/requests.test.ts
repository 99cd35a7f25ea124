import { describe, expect, it } from "vitest";
import { DELETE, REFERENCES, UPLOAD, ask, filesOf, open, pageIn, refusal } from "./client";

const INVALID = "Invalid or expired OAuth 2.0 bearer token";

describe("who asks", () => {
  it("needs a token, also to read", async () => {
    const { sourcehut, references } = await open();
    const ended = sourcehut.addToken({ state: "expired" });
    for (const token of [null, sourcehut.tokens.wrong, ended])
      expect(refusal(await references({}, { token }))).toEqual([401, INVALID]);
    expect((await references()).status).toBe(200);
  });

  it("reads with any token, and writes with the grant of an owner", async () => {
    const { sourcehut, repo, upload, references, query } = await open();
    repo.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    const denied = [200, `Access denied for repo ${repo.id}`];
    for (const token of [sourcehut.tokens.reads, sourcehut.addToken({ repositories: ["~octo/other"] })]) {
      expect(refusal(await upload("v1", "b.zip", "b", { token }))).toEqual(denied);
      expect(refusal(await query(DELETE, { id: repo.releases[0]?.assets[0]?.id }, { token }))).toEqual(denied);
      expect(filesOf(pageIn(await references({}, { token })), "v1")).toEqual(["a.zip"]);
    }
  });

  it("sees nothing of a private repository of another, nor of none", async () => {
    const { sourcehut, query } = await open();
    sourcehut.repository("octo/secret", { private: true });
    const token = sourcehut.addToken({ repositories: [] });
    const asked = (name: string) => query(REFERENCES, { user: "octo", name }, { token });
    for (const name of ["secret", "absent"])
      expect((await asked(name)).body).toEqual({ data: { user: { repository: null } } });
  });
});

describe("a request", () => {
  it.each([
    ["a field that no type has", "query Q { nothing }", {}, 'Cannot query field "nothing" on type "Query".'],
    ["a variable that is not declared", DELETE, { id: 1, more: 2 }, 'variable "more" is not declared'],
    ["a variable of another type", DELETE, { id: "1" }, 'Int cannot represent non-integer value: "1"'],
    ["a file in the text", UPLOAD, { repoId: 1, revspec: "v1", file: "x" }, "it is no file"],
    [
      ...["an argument of another type", "mutation D($id: String!) { deleteArtifact(id: $id) { id } }", { id: "1" }],
      'Variable "$id" of type "String!" used in position expecting type "Int!".',
    ],
    ["an argument that is missing", "mutation D { deleteArtifact { id } }", {}, '"id" of type "Int!" is required'],
    ["no selection", "mutation D($id: Int!) { deleteArtifact(id: $id) }", { id: 1 }, "must have a selection"],
    ["no end", "query Q { user", {}, "Syntax Error"],
  ] as [string, string, object, string][])("with %s is 422", async (_, text, variables, says) => {
    const { query } = await open();
    expect(refusal(await query(text, variables))).toEqual([422, expect.stringContaining(says)]);
  });

  it("that is no operation is 422, and no POST 405", async () => {
    const { sourcehut } = await open();
    for (const raw of ["{", "[]", '{"query":1}'])
      expect(refusal(await ask(sourcehut, "POST", "/query", { raw }))[0]).toBe(422);
    expect((await ask(sourcehut, "GET", "/query")).status).toBe(405);
    expect((await ask(sourcehut, "GET", "/other")).status).toBe(404);
  });

  it("is logged by what it does to which repository", async () => {
    const { repo, references, upload, query } = await open();
    repo.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    await references();
    await upload("v1", "b.zip");
    await query(DELETE, { id: repo.releases[0]?.assets[0]?.id });
    expect(repo.requests()).toHaveLength(3);
    const writes = repo.writes();
    expect(writes.map((one) => [repo.isAction("upload", one), repo.isAction("delete", one)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});
