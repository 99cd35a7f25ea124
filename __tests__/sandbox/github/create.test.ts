import { describe, expect, it } from "vitest";
import { saying } from "../client";
import { errorsOf, open } from "./client";

describe("create", () => {
  it("answers 201 with Location, defaults, an existing tag kept", async () => {
    const { repo, publish } = await open();
    const old = repo.head();
    repo.tag("v1", { commit: old });
    repo.commit("later");
    const made = await publish("v1");
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(made.body.url);
    expect(made.body).toMatchObject({ draft: false, prerelease: false, name: null, target_commitish: "main" });
    expect(repo.tags.get("v1")?.sha).toBe(old);
    expect(made.body.created_at).toBe(repo.commits.get(old)?.date);
  });

  it("(k) wants JSON booleans and a string make_latest, and says so", async () => {
    const { at, publish } = await open();
    expect((await publish("v1", { make_latest: true })).body.message).toMatch(/^Invalid request\.\n\n/);
    const headers = { "content-type": "application/json" };
    const send = (raw: string) => at("POST", "/releases", { raw, headers });
    expect(saying(await send("{}"))).toEqual([422, `Invalid request.\n\n"tag_name" wasn't supplied.`]);
    expect(saying(await send("{"))).toEqual([400, "Problems parsing JSON"]);
  });

  it("counts characters of the body, not bytes", async () => {
    const { publish } = await open();
    expect((await publish("v1", { body: "é🙂".repeat(62_500) })).status).toBe(201);
    const reply = await publish("v2", { body: "x".repeat(125_001) });
    const message = "body is too long (maximum is 125000 characters)";
    expect(reply.status).toBe(422);
    expect(errorsOf(reply)).toEqual([{ resource: "Release", code: "custom", field: "body", message }]);
  });

  it("refuses a second published release of a tag, on create and on publish", async () => {
    const { edit, publish, draft } = await open();
    const taken = [{ resource: "Release", code: "already_exists", field: "tag_name" }];
    await publish("v1");
    expect(errorsOf(await publish("v1"))).toEqual(taken);
    const made = await draft("v1");
    const json = { tag_name: "v1", draft: false };
    const reply = await edit(made, json);
    expect([reply.status, reply.body.message, errorsOf(reply)]).toEqual([422, "Validation Failed", taken]);
  });

  it("refuses a bad tag with a bad target by three errors", async () => {
    const { publish } = await open();
    expect(errorsOf(await publish("a b", { target_commitish: "nowhere" }))).toEqual([
      { resource: "Release", code: "custom", field: "tag_name", message: "tag_name is not a valid tag" },
      { resource: "Release", code: "custom", message: "Published releases must have a valid tag" },
      { resource: "Release", code: "invalid", field: "target_commitish" },
    ]);
    for (const target_commitish of ["", "abc1234"])
      expect((await publish("v1", { target_commitish })).status).toBe(422);
  });

  it("takes a draft in an empty repository and refuses to publish it", async () => {
    const { publish, draft } = await open({}, { empty: true });
    expect((await draft("v1")).status).toBe(201);
    expect(errorsOf(await publish("v1"))).toEqual([
      { resource: "Release", code: "custom", message: "Repository is empty." },
    ]);
  });

  it("obeys a ruleset against new tags, and remembers burned ones", async () => {
    const { repo, publish } = await open({}, { restrictTagCreation: true, burnedTags: ["v0"] });
    const [error] = errorsOf(await publish("v1")) as { field: string; message: string }[];
    expect(error?.field).toBe("pre_receive");
    expect(error?.message).toContain("Cannot create ref due to creations being restricted.");
    repo.tag("v1");
    expect((await publish("v1")).status).toBe(201);
    const burned = errorsOf(await publish("v0")) as { message: string }[];
    expect(burned.map((one) => one.message)).toEqual([
      "tag_name was used by an immutable release",
      "Published releases must have a valid tag",
    ]);
  });

  it("links a discussion on publishing; unknown category 404", async () => {
    const { github, publish, draft } = await open();
    expect((await publish("v1", { discussion_category_name: "Nope" })).status).toBe(404);
    const made = await publish("v1", { discussion_category_name: "General" });
    expect(made.body.discussion_url).toMatch(/\/octo\/app\/discussions\/\d+$/);
    await draft("v2", { discussion_category_name: "General" });
    expect(github.violations.join()).toContain("discussion_category_name on a draft");
  });

  it("notes unknown members as violations", async () => {
    const { github, publish } = await open();
    expect((await publish("v1", { overwrite: true })).status).toBe(201);
    expect(github.violations).toEqual(['POST /repos/octo/app/releases: unknown JSON member "overwrite"']);
  });
});

describe("workflow files", () => {
  it.each([
    [404, "Not Found"],
    [403, "Resource not accessible by integration"],
  ] as const)("make a target unreachable without the right: %i", async (workflowRefusal, message) => {
    const { github, repo, at, publish } = await open({}, { workflowRefusal });
    const sha = repo.commitWorkflow("ci", "next");
    const reply = await publish("v1", { target_commitish: sha });
    expect([reply.status, reply.body.message]).toEqual([workflowRefusal, message]);
    const token = github.addToken({ kind: "fine-grained", workflows: true });
    const allowed = await at("POST", "/releases", { json: { tag_name: "v1", target_commitish: sha }, token });
    expect(allowed.status).toBe(201);
  });

  it("do not matter when the target is left out and the tag is there", async () => {
    const { repo, publish } = await open();
    repo.tag("v1", { commit: repo.commitWorkflow("ci", "next") });
    expect((await publish("v1")).status).toBe(201);
  });
});
