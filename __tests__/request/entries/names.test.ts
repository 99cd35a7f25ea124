import { describe, expect, it } from "@jest/globals";

import { ConfigError, PublishError } from "../../../src/errors";
import { namesOf, retelling } from "../../../src/request/entries/names";

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
      "https://tag_name.example is plain http. Use https, or set --allow-insecure-http true.",
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
      "/tmp/body_path/x and my_tag_name stay",
      "/tmp/body_path/x and my_tag_name stay",
      "/tmp/body_path/x and my_tag_name stay",
    ],
  ])("%s", (message, flagged, variable) => {
    expect(flags.words(message)).toBe(flagged);
    expect(environment.words(message)).toBe(variable);
    expect(step.words(message)).toBe(message);
  });

  it("of input errors are told so; others are what they were", () => {
    const error = new ConfigError({ what: "server_url must be a web address.", said: "x", hint: "Nothing was sent." });
    const retold = (thrown: unknown): unknown => {
      try {
        return retelling(flags)(thrown);
      } catch (told) {
        return told;
      }
    };
    expect(retold(error)).toMatchObject({
      message: "--server-url must be a web address.",
      said: "x",
      hint: "Nothing was sent.",
      cause: error,
    });
    const other = new PublishError({ what: "server_url" });
    expect(retold(other)).toBe(other);
  });

  it("set values that a shell leaves alone", () => {
    expect(flags.set("name", "it's one")).toBe("--name 'it'\\''s one'");
  });
});
