import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { CancelledError } from "../../../src/errors";
import { probe } from "../../../src/request/target/probe";
import { module } from "../builders";
import { client } from "../../http/client";
import { type Small, serve } from "../../http/servers";

/** A kind that knows itself by a word; two of one family ask the same. */
const kind = (id: string, path = `/${id}`, word = id) =>
  module({ id, probe: { path, recognises: (status, body) => status === 200 && body === word } });

const [red, blue, navy, green] = [kind("red"), kind("blue"), kind("navy", "/blue"), kind("green")];
const mute = module({ id: "mute" });
Reflect.deleteProperty(mute, "probe");
const FORGES = [red, blue, navy, mute, green];

type Asked = Partial<Pick<Parameters<typeof probe>[0], "candidates" | "otherwise">>;

/** What a server turns out to be. */
async function kindOf({ url }: Pick<Small, "url">, how: Asked, at = client({ retries: 0 })): Promise<string> {
  const told = { serverUrl: url, by: "the remote origin", otherwise: undefined, hint: "Set forge." };
  const unknown = { ...told, ...how, complete: ({ id }: { readonly id: string }) => id };
  return probe<string>(unknown, { forges: FORGES, http: at.http });
}

/** Says the word at one address, and no at all others. */
const saying = (path: string, word: string): Promise<Small> =>
  serve(({ url }, response) =>
    response.writeHead(url === path ? 200 : 404).end(JSON.stringify(url === path ? word : "no")),
  );

const asked = ({ heard }: Small): string[] => heard.map(({ url }) => url);

describe("a server of which nobody says what it is", () => {
  it.each<[string, string, string, Asked, string[]]>([
    ["the first kind ends it", "/red", "red", {}, ["/red"]],
    ["one kind after the other", "/green", "green", {}, ["/red", "/blue", "/green"]],
    ["a family is asked once", "/blue", "navy", {}, ["/red", "/blue"]],
    ["what it was said to be comes first", "/green", "green", { candidates: [green] }, ["/green"]],
    ["another kind than it was said to be", "/red", "red", { candidates: [green] }, ["/green", "/red"]],
  ])("%s", async (_, path, word, how, questions) => {
    const server = await saying(path, word);
    expect(await kindOf(server, how)).toBe(word);
    expect(asked(server)).toEqual(questions);
  });

  it("is not asked again where nothing answers the first question", async () => {
    const server = await serve((message) => message.socket.destroy());
    await expect(kindOf(server, {})).rejects.toThrow("Failed asking what kind of forge is at");
    expect(asked(server)).toEqual(["/red"]);
  });

  it("is told about with every question where it knows none", async () => {
    const server = await saying("/nowhere", "");
    await expect(kindOf(server, { candidates: [green] })).rejects.toMatchObject({
      said: `Asked without a token: ${["/green", "/red", "/blue"].map((path) => server.url + path).join(", ")}.`,
    });
  });
});

describe("a server that is said to be of a kind that cannot be asked", () => {
  /** Answers nobody until all have asked. */
  async function patient(statusOf: (path: string) => number | "cut", word = "no"): Promise<Small> {
    const waiting: [string, ServerResponse][] = [];
    return serve(({ url = "" }, response) => {
      waiting.push([url, response]);
      if (waiting.length < 3) return;
      for (const [path, one] of waiting) {
        const status = statusOf(path);
        if (status === "cut") one.destroy();
        else one.writeHead(status).end(JSON.stringify(status === 200 ? word : "no"));
      }
    });
  }

  it.each<[string, (path: string) => number | "cut"]>([
    ["all say no", () => 404],
    ["one question is not answered", (path) => (path === "/blue" ? "cut" : 404)],
    ["only one is", (path) => (path === "/green" ? 404 : "cut")],
    ["it says yes to everybody, in words of its own", () => 200],
  ])("is asked everything at once: %s", async (_, statusOf) => {
    const server = await patient(statusOf);
    expect(await kindOf(server, { otherwise: mute, candidates: [mute] })).toBe("mute");
    expect(asked(server).sort()).toEqual(["/blue", "/green", "/red"]);
  });

  it("is what it says of itself", async () => {
    const server = await patient((path) => (path === "/blue" ? 200 : 404), "navy");
    expect(await kindOf(server, { otherwise: mute })).toBe("navy");
  });

  it("is one that does not answer where no question is answered", async () => {
    const server = await patient(() => "cut");
    await expect(kindOf(server, { otherwise: mute })).rejects.toThrow("Failed asking what kind of forge is at");
  });

  it("lets the end of the run end every question", async () => {
    const at = client({ retries: 0 });
    const server = await serve(() => {
      if (server.heard.length === 3) at.stop.abort(new CancelledError("SIGINT"));
    });
    await expect(kindOf(server, { otherwise: mute }, at)).rejects.toBeInstanceOf(CancelledError);
  });
});
