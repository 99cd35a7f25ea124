import { describe, expect, it } from "vitest";

import { CancelledError, ConfigError, ConflictError, PublishError } from "../../../src/errors";
import { namesOf, retold } from "../../../src/request/entries/names";

const flags = namesOf(new Map(), "flag");
const step = namesOf(new Map(), "with");
const environment = namesOf(
  new Map([["files", { value: "x", source: "INPUT_ARTIFACTS", entry: "environment" }]]),
  "environment",
);

describe("messages", () => {
  it.each([
    [
      "https://tag_name.example is plain http. Use https, or set allow_insecure_http: true.",
      "https://tag_name.example is plain http. Use https, or set --allow-insecure-http.",
      "https://tag_name.example is plain http. Use https, or set INPUT_ALLOW_INSECURE_HTTP=true.",
    ],
    [
      'files: "tag_name*" matches no file in /x.',
      '--files: "tag_name*" matches no file in /x.',
      'INPUT_ARTIFACTS: "tag_name*" matches no file in /x.',
    ],
    [
      "2 things are wrong with the inputs:\n- forge must be one of a, b, not “draft: x”.\n- Set forge (a, b), and server_url.",
      "2 things are wrong with the inputs:\n- --forge must be one of a, b, not “draft: x”.\n- Set --forge (a, b), and --server-url.",
      "2 things are wrong with the inputs:\n- INPUT_FORGE must be one of a, b, not “draft: x”.\n- Set INPUT_FORGE (a, b), and INPUT_SERVER_URL.",
    ],
    [
      "repository is not given, and nothing here tells it. The draft, its name and its files stay.",
      "--repository is not given, and nothing here tells it. The draft, its name and its files stay.",
      "INPUT_REPOSITORY is not given, and nothing here tells it. The draft, its name and its files stay.",
    ],
    [
      "Not tag_name. The same here: forge-release list --json | jq -r 'map({tag_name, draft})'\n- Set tag_name.",
      "Not --tag-name. The same here: forge-release list --json | jq -r 'map({tag_name, draft})'\n- Set --tag-name.",
      "Not INPUT_TAG_NAME. The same here: forge-release list --json | jq -r 'map({tag_name, draft})'\n- Set INPUT_TAG_NAME.",
    ],
    [
      "/tmp/body_path/x and my_tag_name stay",
      "/tmp/body_path/x and my_tag_name stay",
      "/tmp/body_path/x and my_tag_name stay",
    ],
  ])("%s", (message, flagged, variable) => {
    expect(flags.words(message)).toBe(flagged);
    expect(environment.words(message)).toBe(variable);
    expect(step.words(message)).toBe(message);
  });

  it.each([
    [
      "Set draft: false, or leave draft out.",
      "Set --draft false, or leave draft out.",
      "Set INPUT_DRAFT=false, or leave draft out.",
    ],
    ["Run the jobs with `draft: true`.", "Run the jobs with `--draft`.", "Run the jobs with `INPUT_DRAFT=true`."],
    ["set make_latest: true", "set --make-latest", "set INPUT_MAKE_LATEST=true"],
    ["Use oversized_files: skip.", "Use --oversized-files skip.", "Use INPUT_OVERSIZED_FILES=skip."],
  ])("are ready to be copied: %s", (message, flagged, variable) => {
    expect([flags.words(message), environment.words(message), step.words(message)]).toEqual([
      flagged,
      variable,
      message,
    ]);
  });

  it("of input errors are told so; of others what to do", () => {
    const error = new ConfigError({ what: "server_url must be a web address.", said: "x", hint: "Nothing was sent." });
    expect(retold(error, flags)).toBeInstanceOf(ConfigError);
    expect(retold(error, flags)).toMatchObject({
      message: "--server-url must be a web address.",
      said: "x",
      hint: "Nothing was sent.",
      cause: error,
    });
    const refused = new ConflictError({
      what: "Failed uploading tag_name.zip.",
      said: "no tag_name",
      hint: "Set tag_name.",
    });
    expect(retold(refused, flags)).toMatchObject({
      message: refused.message,
      said: refused.said,
      hint: "Set --tag-name.",
    });
    expect(retold(refused, flags)).not.toBeInstanceOf(ConfigError);
    for (const other of [new PublishError({ what: "server_url" }), new CancelledError("SIGINT"), new Error("tag_name")])
      expect(retold(other, flags)).toBe(other);
  });

  it("set values that a shell leaves alone", () => {
    expect(flags.set("name", "it's one")).toBe("--name 'it'\\''s one'");
  });
});
