import { errorsOf } from "../contract/scene";
import type { GitHubStage } from "./subject";

type Answer = readonly [status: number, message: string, headers?: Readonly<Record<string, string>>];

/** What GitHub says no with to the request that makes the release, and the words that help; none where it gives no reason. */
const REFUSALS: readonly (readonly [title: string, answer: Answer, hint: RegExp | undefined])[] = [
  ["an archived repository", [403, "Repository was archived so is read-only."], /archived/],
  ["a suspended account", [403, "Sorry. Your account was suspended."], /closed for changes/],
  [
    "an address that is not let in",
    [403, "`octo` has an IP allow list enabled, and 192.0.2.1 is not on it."],
    /addresses/,
  ],
  ["single sign-on", [403, "Resource protected by organization SAML enforcement."], /single sign-on/],
  ["a missing right", [403, "Must have push access to repository"], /Contents: read and write/],
  [
    "a right that the server names",
    [403, "You may not do that", { "x-accepted-github-permissions": "contents=write" }],
    /the server asks for “contents=write”/,
  ],
  ["a refusal without a reason", [403, "Forbidden"], undefined],
  ["a rule of the company's proxy in JSON", [403, "Request denied by policy 41"], undefined],
  ["an expired token", [401, "Bad credentials"], /token came from/],
  ["a repository without a commit", [422, "Repository is empty."], /Push a commit first/],
  ["a commit that nobody named", [422, "Validation Failed"], undefined],
];

/** Hints that fit what was said, and none where nothing does. */
export function hints({ scenario }: GitHubStage): void {
  for (const [title, [status, message, headers = {}], hint] of REFUSALS) {
    scenario(`helps with ${title}`, async (scene) => {
      const body = { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
      scene.repo.spoil("create", { kind: "status", status, headers, body }, { times: 9 });
      const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
      const [, said, next] = errorsOf(ran);
      expect(said).toContain(message.slice(0, 30));
      if (hint === undefined) expect(next).toBeUndefined();
      else expect(next).toMatch(hint);
      if (!String(hint).includes("Contents")) expect(ran.log).not.toMatch(/contents: write|Contents: read and write/);
    });
  }

  scenario("takes a page of somebody before the server for what it is", async (scene) => {
    const page = "<!DOCTYPE html><html><head><title>Access denied</title></head><body>Ask your IT desk</body></html>";
    scene.repo.spoil("create", { kind: "status", status: 403, body: page }, { times: 9 });
    const ran = await scene.onTag("v1.0.0", {}, { exit: 1 });
    expect(errorsOf(ran)[1]).toContain("Ask your IT desk");
    expect(errorsOf(ran)[2]).toMatch(/proxy, a firewall or a sign-in page/);
  });

  scenario("speaks of the workflow to the workflow's own token", async (scene) => {
    const denied = { message: "Resource not accessible by integration", status: "403" };
    scene.repo.spoil("create", { kind: "status", status: 403, body: denied }, { times: 9 });
    const job_token = scene.repo.token ?? scene.host.tokens.good;
    const ran = await scene.onTag("v1.0.0", { token: "", job_token }, { exit: 1 });
    expect(errorsOf(ran)[2]).toContain("permissions: { contents: write }");
    expect(errorsOf(ran)[2]).not.toContain("personal access token");
  });

  scenario("says where a commit was looked for that nobody named", async (scene) => {
    const errors = [{ resource: "Release", code: "invalid", field: "target_commitish" }];
    scene.repo.spoil("create", { kind: "status", status: 422, body: { message: "Validation Failed", errors } });
    const ran = await scene.onBranch({ tag_name: "v1.0.0" }, { exit: 1 });
    expect(errorsOf(ran)[2]).toMatch(/commit being built.*Push the commit/);
  });
}
