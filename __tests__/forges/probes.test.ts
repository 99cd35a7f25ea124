import { expect, it } from "vitest";
import { FORGES } from "../../src/forges";

const ENTERPRISE = { "x-github-enterprise-version": "enterprise-server@3.14.0" };

it.each<[string, number, unknown, Record<string, string>, boolean]>([
  ["github", 200, { installed_version: "3.14.0" }, {}, true],
  ["github", 401, { message: "Must authenticate" }, ENTERPRISE, true],
  ["github", 500, { installed_version: "3.14.0" }, {}, false],
  ["github", 200, { version: "17.5.0" }, {}, false],
  ["gitlab", 200, { version: "17.5.0", revision: "a1b2c3" }, {}, true],
  ["gitlab", 401, { message: "401 Unauthorized" }, {}, true],
  ["gitlab", 401, { message: "Log in" }, {}, false],
  ["gitlab", 500, { version: "17.5.0", revision: "a1b2c3" }, {}, false],
])("%s knows a server of its kind by its answer: %i %j %j", (id, status, body, headers, known) => {
  expect(FORGES.find((forge) => forge.id === id)?.probe?.recognises(status, body, headers)).toBe(known);
});
