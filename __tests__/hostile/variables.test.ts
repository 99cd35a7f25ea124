import { describe, expect, it } from "vitest";
import { RECIPES, type Recipe } from "../ci/recipes";
import { runIn } from "../ci/run-stage";
import { folder } from "../doors/stage";
import { castNet } from "./net";
import { working } from "./working";

// What a CI's variables hold may be wrong, or somebody's: it is an input error that names the variable, before anything
// is asked.

const SLASHES = `https://${"/".repeat(100_000)}x`;
const ADDRESSES = [
  "git.example.com",
  "https://",
  "https:///",
  "://x",
  "ftp://git.example.com",
  "javascript:alert(1)",
  "https://me:geheim99@git.example.com",
  "https://git.example.com?private_token=geheim99",
  "https://git.example.com/#/x",
  "https://git.exa mple.com",
  "https://git.example.com\nhttps://evil.example",
  "https:\\\\git.example.com",
  "https://[::1",
  "/api/v3",
  `https://${"a".repeat(5000)}.example`,
  SLASHES,
];
const PATHS = [
  "../..",
  "o/..",
  "./r",
  "o//r",
  "o/r?x=1",
  "o/r#y",
  "o/%2e%2e",
  "o\\r",
  "o/r\u202e",
  `o/${"r".repeat(5000)}`,
];

/** Per CI the variables that hold addresses, paths and numbers. */
const VARIABLES: readonly (readonly [Recipe, Readonly<Record<string, readonly string[]>>])[] = [
  [
    "github",
    { GITHUB_SERVER_URL: ADDRESSES, GITHUB_API_URL: ADDRESSES, GITHUB_REPOSITORY: [...PATHS, "justone", "a/b/c"] },
  ],
  ["ghes", { GITHUB_SERVER_URL: ADDRESSES, GITHUB_API_URL: ADDRESSES }],
  ["giteaBelow", { GITHUB_SERVER_URL: ADDRESSES, GITHUB_API_URL: ADDRESSES, GITHUB_REPOSITORY: PATHS }],
  ["forgejo", { GITHUB_SERVER_URL: ADDRESSES, GITHUB_API_URL: ADDRESSES, GITHUB_REPOSITORY: PATHS }],
  [
    "gitlab",
    {
      CI_SERVER_URL: ADDRESSES,
      CI_API_V4_URL: ADDRESSES,
      CI_PROJECT_PATH: PATHS,
      CI_PROJECT_ID: ["../1", "1/../2", "x", "1e3"],
    },
  ],
  ["giteeGo", { GITEE_REPO: PATHS.filter((path) => path.split("/").length === 2 && !path.endsWith("\u202e")) }],
  ["atomgit", { ATOMGIT_SERVER_URL: ADDRESSES, ATOMGIT_API_URL: ADDRESSES, ATOMGIT_REPOSITORY: PATHS }],
  ["cnb", { CNB_WEB_ENDPOINT: ADDRESSES, CNB_API_ENDPOINT: ADDRESSES, CNB_REPO_SLUG: PATHS }],
  ["woodpecker", { CI_FORGE_URL: ADDRESSES, CI_REPO: PATHS, CI_REPO_REMOTE_ID: ["../1", "x"] }],
  ["drone", { DRONE_REPO: PATHS, DRONE_REPO_LINK: ["gitea.example", "https://", "/srv/git/o/r", SLASHES] }],
  ["jenkins", { GIT_URL: ["github.com", "https://", "/srv/git/o/r.git", "C:\\git\\r", SLASHES] }],
];

const CASES = VARIABLES.flatMap(([recipe, variables]) =>
  Object.entries(variables).map(([variable, values]) => [recipe, variable, values] as const),
);

describe("a variable that cannot be what it should be", () => {
  it.each(CASES)("of %s: %s is named, and nothing is asked", async (recipe, variable, values) => {
    const net = await castNet();
    const at = await folder();
    for (const value of values) {
      const worked = working();
      const env = { ...RECIPES[recipe], INPUT_TOKEN: "a-token-of-my-own", ...net.environment, [variable]: value };
      const { code, said } = await runIn({ env, folder: at.folder });
      expect([value.slice(0, 50), code, said]).toEqual([value.slice(0, 50), 2, expect.stringContaining(variable)]);
      expect(said).not.toMatch(/Invalid URL|geheim99|\n\s+at |TypeError/);
      expect(said.length).toBeLessThan(2000);
      expect([net.heard(), worked() < 2000]).toEqual([[], true]);
    }
  });

  it("does no harm where an input says what it should have said", async () => {
    const net = await castNet();
    const at = await folder();
    const inputs = { INPUT_TOKEN: "a-token-of-my-own", INPUT_RETRIES: "0" };
    const named = { INPUT_SERVER_URL: "https://named.example", INPUT_FORGE: "gitlab", INPUT_REPOSITORY: "a/b" };
    for (const [recipe, variables] of VARIABLES) {
      const wrong = Object.fromEntries(Object.entries(variables).map(([name, [value]]) => [name, value]));
      const env = { ...RECIPES[recipe], ...wrong, ...inputs, ...named, ...net.environment };
      const { code } = await runIn({ env, folder: at.folder });
      expect([recipe, code, net.heard()]).toEqual([recipe, 1, ["named.example"]]);
    }
  });
});

describe("an input that cannot be what it should be", () => {
  it.each([
    ["server_url", [...ADDRESSES, "https://github.com/me/app", "https://api.acme.example/api/v4"]],
    ["api_url", ADDRESSES],
    [
      "repository",
      [
        ...PATHS,
        "https://",
        "https://me:geheim99@github.com/o/r",
        "ssh://git:geheim99@github.com/o/r",
        "file:///srv/o/r",
        SLASHES,
      ],
    ],
  ])("%s is named, and nothing is asked", async (input, values) => {
    const net = await castNet();
    const at = await folder();
    for (const value of values) {
      const given = { INPUT_REPOSITORY: "o/r", [`INPUT_${input.toUpperCase()}`]: value, INPUT_TAG_NAME: "v1" };
      const env = { INPUT_FORGE: "github", INPUT_TOKEN: "a-token-of-my-own", ...given, ...net.environment };
      const worked = working();
      const { code, said } = await runIn({ env, folder: at.folder });
      expect([value.slice(0, 50), code, said]).toEqual([
        value.slice(0, 50),
        2,
        expect.stringMatching(new RegExp(input, "i")),
      ]);
      expect(said.replaceAll(/^.*geheim99.*$/gm, (line) => (line.includes("::add-mask::") ? "" : line))).not.toMatch(
        /Invalid URL|geheim99|\n\s+at |contents: write/,
      );
      expect([net.heard(), worked() < 2000]).toEqual([[], true]);
    }
  });
});
