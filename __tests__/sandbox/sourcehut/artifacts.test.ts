import { describe, expect, it } from "vitest";
import { DELETE, ask, filesOf, namesIn, open, pageIn, parts, refusal } from "./client";

const TAKEN = "An artifact by this name already exists for this repository";

describe("references", () => {
  it("come by name, HEAD first, and only an annotated tag is one", async () => {
    const { repo, references } = await open();
    repo.tag("v2", { annotated: "Two" });
    repo.tag("v1", { light: true });
    const page = pageIn(await references());
    expect(namesIn(page)).toEqual(["HEAD", "refs/heads/main", "refs/tags/v1", "refs/tags/v2"]);
    const [, , light, annotated] = page.results;
    expect(light?.follow).toEqual({ id: repo.head(), type: "COMMIT" });
    expect(annotated?.follow).toMatchObject({ type: "TAG", message: "Two", target: { id: repo.head() } });
    expect(annotated?.follow.id).not.toBe(repo.head());
  });

  it.each([
    [true, ["HEAD", "refs/heads/main", "refs/tags/v2", "refs/tags/v3", "refs/tags/v6"]],
    [false, ["HEAD", "refs/heads/main", ...[0, 1, 2, 3, 4, 5, 6].map((n) => `refs/tags/v${n}`)]],
  ])("come in pages, with a gap behind each or none (%s)", async (losesReferences, names) => {
    const { repo, references } = await open({ pageSize: 2, losesReferences });
    for (let n = 0; n < 7; n++) repo.tag(`v${n}`);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = pageIn(await references({ cursor }));
      seen.push(...namesIn(page));
      ({ cursor } = page);
    }
    expect(seen).toEqual(names);
  });

  it("have files in pages of their own", async () => {
    const { repo, references } = await open({ pageSize: 4 });
    repo.release({ tag: "v1", assets: Array.from({ length: 6 }, (_, n) => ({ name: `${n}.zip` })) });
    const first = pageIn(await references());
    expect(filesOf(first, "v1")).toEqual(["0.zip", "1.zip", "2.zip", "3.zip"]);
    const more = first.results.at(-1)?.artifacts.cursor;
    const second = pageIn(await references({ more }));
    expect([filesOf(second, "v1"), second.results.at(-1)?.artifacts.cursor]).toEqual([["4.zip", "5.zip"], null]);
  });

  it.each(["v1", "refs/tags/v1"])("are resolved by name (%s), which a gap does not change", async (revspec) => {
    const { repo, query } = await open();
    const text = `query R($user: String!, $name: String!, $revspec: String!) {
      user(username: $user) { repository(name: $name) { revparse_single(revspec: $revspec) { id } } } }`;
    const asked = () => query(text, { user: "octo", name: "app", revspec });
    expect(refusal(await asked())).toEqual([200, "reference not found"]);
    repo.tag("v1");
    expect((await asked()).text).toContain(repo.head());
  });
});

describe("an upload", () => {
  it("is told with its digest, and served to everybody", async () => {
    const { sourcehut, repo, upload, references } = await open();
    repo.tag("v1");
    const reply = await upload("v1", "发布 1.zip", "abc");
    const { uploadArtifact: told } = (JSON.parse(reply.text) as { data: { uploadArtifact: { url: string } } }).data;
    expect(told).toMatchObject({
      filename: "发布 1.zip",
      size: 3,
      checksum: expect.stringMatching(/^sha256:ba7816bf/),
    });
    expect((await ask(sourcehut, "GET", told.url)).text).toBe("abc");
    expect(filesOf(pageIn(await references()), "v1")).toEqual(["发布 1.zip"]);
    expect(sourcehut.violations).toEqual([]);
  });

  it("wants a tag that is annotated, a repository, and its parts in their order", async () => {
    const { sourcehut, repo, upload } = await open();
    repo.tag("v1");
    repo.tag("light", { light: true });
    for (const tag of ["absent", "light"])
      expect(refusal(await upload(tag, "a.zip"))).toEqual([200, "revspec must match a specific git tag"]);
    const send = async (variables: object, leave: string[] = []) =>
      refusal(await ask(sourcehut, "POST", "/query", { raw: parts(variables, "a.zip", "a", leave) }));
    expect(await send({ repoId: 1, revspec: "v1" })).toEqual([200, "Repository 1 not found"]);
    for (const part of ["operations", "map"]) expect((await send({}, [part]))[0]).toBe(422);
    expect((await send({ repoId: repo.id, revspec: "v1" }, ["0"]))[1]).toBe("no 0");
    expect(repo.seen()[0]?.assets).toEqual([]);
  });

  it.each(["repository", "tag"] as const)("has a name that is there once in the %s", async (uniqueIn) => {
    const { repo, upload } = await open({ uniqueIn });
    repo.tag("v1");
    repo.push("0123456789012345678901234567890123456789");
    repo.tag("v2");
    await upload("v1", "a.zip");
    expect(refusal(await upload("v1", "a.zip"))).toEqual([200, TAKEN]);
    expect(refusal(await upload("v2", "a.zip"))).toEqual([200, uniqueIn === "tag" ? undefined : TAKEN]);
  });

  it("is of a commit: seen by its other tags, and left there by a tag that is moved", async () => {
    const { repo, upload, references, query } = await open();
    const first = repo.head();
    for (const tag of ["v1", "v1.0"]) repo.tag(tag);
    await upload("v1", "a.zip");
    expect(filesOf(pageIn(await references()), "v1.0")).toEqual(["a.zip"]);
    const id = repo.releases[0]?.assets[0]?.id;
    const moved = repo.commit("More");
    for (const tag of ["v1", "v1.0"]) repo.tag(tag, { commit: moved });
    expect(filesOf(pageIn(await references()), "v1")).toEqual([]);
    expect(refusal(await upload("v1", "a.zip"))).toEqual([200, TAKEN]);
    repo.tag("v1", { commit: first });
    expect(filesOf(pageIn(await references()), "v1")).toEqual(["a.zip"]);
    expect(refusal(await query(DELETE, { id }))).toEqual([200, undefined]);
    expect(refusal(await query(DELETE, { id }))).toEqual([200, "No such artifact for this user"]);
    expect(filesOf(pageIn(await references()), "v1")).toEqual([]);
  });

  it.each([
    ["whole or not at all", { kind: "half", status: 500 }, 0],
    ["though its answer is lost", { kind: "carry-out-then", status: 504 }, 1],
  ] as const)("that is struck is there %s", async (_, fault, files) => {
    const { repo, upload } = await open();
    repo.tag("v1");
    repo.spoil("upload", fault);
    expect((await upload("v1", "a.zip")).status).toBe(fault.status);
    expect(repo.seen()[0]?.assets).toHaveLength(files);
  });
});
