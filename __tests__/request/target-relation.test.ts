import { describe, expect, it } from "@jest/globals";

import type { Target } from "../../src/request/target/target";
import { type Case, FORGES, OWN, find, target } from "./locating";

describe("what the target is to this job", () => {
  type Relation = Pick<Target, "ownServer" | "ownRepository" | "checkedOut" | "trusted">;
  const rel = (ownServer: boolean, ownRepository: boolean, checkedOut: boolean, trusted: boolean): Relation => ({
    ownServer,
    ownRepository,
    checkedOut,
    trusted,
  });

  it.each<[string, Case, Relation]>([
    ["the CI's own repository", { ci: OWN }, rel(true, true, true, true)],
    ["its own in other letters", { given: { repository: "O/R" }, ci: OWN }, rel(true, true, true, true)],
    ["another one on its server", { given: { repository: "a/b" }, ci: OWN }, rel(true, false, false, true)],
    ["the same name on another server", { given: { forge: "blue" }, ci: OWN }, rel(false, false, false, true)],
    [
      "its server, another API",
      { given: { forge: "red", server_url: OWN.serverUrl, api_url: "https://evil.test/api" }, ci: OWN },
      rel(false, false, false, true),
    ],
    [
      "its host with another port",
      { given: { forge: "red", server_url: "https://git.acme.test:8443/red" }, ci: OWN },
      rel(false, false, false, true),
    ],
    [
      "another forge on its server",
      { given: { forge: "blue", server_url: OWN.serverUrl }, ci: OWN },
      rel(false, false, false, true),
    ],
    ["the checkout's remote, public", { origin: "https://blue.test/a/b" }, rel(false, false, true, true)],
    [
      "another repository than the remote's",
      { given: { repository: "c/d" }, origin: "https://blue.test/a/b" },
      rel(false, false, false, true),
    ],
    [
      "a server named by an input",
      { given: { forge: "blue", server_url: "https://x.test", repository: "a/b" } },
      rel(false, false, false, true),
    ],
    ["a forge without any CI", { given: { forge: "blue", repository: "a/b" } }, rel(false, false, false, true)],
  ])("%s", (_, at, expected) => {
    const { ownServer, ownRepository, checkedOut, trusted } = target(at);
    expect({ ownServer, ownRepository, checkedOut, trusted }).toEqual(expected);
  });

  it("is not trusted when it was only learned from a remote", () => {
    const located = find({ origin: "https://git.acme.test/a/b" });
    const [first] = FORGES;
    if (located.kind !== "unknown" || first === undefined) throw new Error("it should be asked");
    expect(located.complete(first)).toMatchObject({ trusted: false, ownServer: false });
  });
});
