import { expect, it } from "vitest";
import { askedAsStranger } from "../../src/forges/kit/strangers";
import { textOf } from "../../src/forges/kit/tags";
import { client } from "../http/client";
import { serve } from "../http/servers";

it.each([
  [undefined, undefined],
  [{ name: "v1", message: " \n" }, undefined],
  [{ name: "v1", message: "What is new\n" }, { message: "What is new\n" }],
])("what a tag says, by %j", (wire, says) => {
  expect(textOf(wire)).toEqual(says);
});

it.each<[status: number, headers: Record<string, string>, seen: string | undefined]>([
  [200, {}, "public"],
  [401, {}, "private"],
  [403, {}, "private"],
  [404, {}, "private"],
  [403, { "x-ratelimit-remaining": "0" }, undefined],
  [403, { "x-ratelimit-remaining": "7" }, "private"],
  [401, { "retry-after": "1" }, undefined],
  [429, {}, undefined],
  [302, {}, undefined],
])("a stranger who is answered %i %j sees a repository as %s", async (status, headers, seen) => {
  const { url } = await serve((_, response) => response.writeHead(status, headers).end("{}"));
  const { http } = client({ retries: 0 });
  expect(await askedAsStranger({ http, apiUrl: url }, { at: "/repo", doing: "asking" })).toBe(seen);
});
