import { describe, expect, it } from "vitest";
import { ConflictError } from "../../src/errors";
import { refusals } from "../../src/forges/gitea/refusals";
import { HttpError } from "../../src/http";

const REPO = "https://git.test/api/v1/repos/octo/app";
const PAGE = "<html><body><h1>Forbidden</h1></body></html>";

const refused = (status: number, request: string, body: unknown, automatic = false) =>
  refusals(automatic)("publishing", new HttpError({ status, headers: {}, body, request: request.replace("~", REPO) }));

const says = (message: string): unknown => ({ message, url: "https://git.test/api/swagger" });

describe("what to do about a refusal", () => {
  it.each<[string, number, string, unknown, RegExp]>([
    [
      "a wrong token",
      401,
      "GET ~/releases/tags/v1",
      says("user does not exist [uid: 0, name: ]"),
      /not know this token/,
    ],
    ["no right", 403, "POST ~/releases", says("user should have a permission to write to a repo"), /write:repository/],
    [
      "no scope",
      403,
      "POST ~/releases",
      says("token does not have at least one of required scope(s)"),
      /lacks a scope/,
    ],
    ["releases off", 403, "POST ~/releases", says("user should have specific read permission"), /switched off/],
    ["releases off on Forgejo", 404, "POST ~/releases", says("The target couldn't be found."), /switched off/],
    ["a wrong address", 404, "GET ~/releases/tags/v1", "Not found.\n", /api_url/],
    ["a firewall", 403, "GET ~/releases/tags/v1", PAGE, /not the forge's own/],
    ["no target", 404, "POST ~/releases", says('target "x" not found: object does not exist'), /commit or branch/],
    [
      "a forbidden type",
      400,
      "POST ~/releases/7/assets",
      says("This file extension or type is not allowed"),
      /ALLOWED/,
    ],
    ["a forbidden rename", 422, "PATCH ~/releases/7/assets/8", says("forbidden file extension or type."), /ALLOWED/],
    ["a bad link", 400, "POST ~/releases/7/assets", says('invalid external URL: "x"'), /https:\/\//],
    ["a protected tag", 422, "POST ~/releases", says("release tag name is protected [tag_name: v1]"), /protected/],
    ["a protected tag, 1.21", 405, "POST ~/tags", says("user not allowed to create protected tag"), /protected/],
    ["an empty repository", 422, "POST ~/releases", says("repo is empty"), /Push a commit/],
    ["an archive", 423, "POST ~/tags", says("octo/app is archived"), /archived/],
    ["a mute publication", 500, "PATCH ~/releases/7", says(""), /tag could not be made/],
    ["a mute upload", 500, "POST ~/releases/7/assets", says(""), /disk is full/],
  ])("%s", (_, status, request, body, hint) => {
    expect(refused(status, request, body)?.hint).toMatch(hint);
  });

  it.each<[string, number, string, unknown]>([
    ["a person who has to do something first", 403, "GET ~/releases", says("You must change your password.")],
    ["an account that is closed", 403, "POST ~/releases", says("user is prohibited from login")],
    ["a body that is wrong", 422, "POST ~/releases", says("[]: json: cannot unmarshal string")],
    ["a refused asset that is no kind of file", 400, "POST ~/releases/7/assets", says("Missing 'name' parameter")],
    ["a read that breaks", 500, "GET ~/releases/7", says("")],
    ["another method", 405, "PUT ~/releases", ""],
    ["a conflict elsewhere", 409, "GET ~/git/commits/main", says("Git Repository is empty.")],
  ])("no hint rather than a wrong one: %s", (_, status, request, body) => {
    expect(refused(status, request, body)).toBeUndefined();
  });

  it("calls a release that is there a conflict, whatever the words", () => {
    expect(refused(409, "POST ~/releases", says("Release is has no Tag"))).toBeInstanceOf(ConflictError);
  });

  it("speaks of workflow permissions only where the token is the job's own", () => {
    const body = says("user should have a permission to write to a repo");
    expect(refused(403, "POST ~/releases", body, true)?.hint).toContain("permissions:");
    for (const [status, words] of [
      [403, body],
      [404, says("not found")],
      [401, says("token is required")],
    ] as const) {
      expect(refused(status, "POST ~/releases", words)?.hint).not.toMatch(/permissions:|job/);
    }
  });

  it("blames no input that nobody set", () => {
    const hint = refused(404, "POST ~/releases", says('target "abc" not found: x'))?.hint;
    expect(hint).not.toContain("target_commitish");
  });
});
