import { describe, expect, it } from "@jest/globals";
import { open } from "./client";

const link = (name: string): object => ({ name, url: `https://example.com/${name}` });

describe("no moment without links", () => {
  it("the history tells which request made what", async () => {
    const { create, project, ask } = await open();
    await create({ tag_name: "v1", ref: "main", assets: { links: [link("a")] } });
    await ask("GET", "/releases/v1");
    await ask("POST", "/releases/v1/assets/links", { json: link("b") });
    expect(project.history.map(({ request, releases }) => [request.method, releases[0]?.links.length])).toEqual([
      ["POST", 1],
      ["POST", 2],
    ]);
    expect(project.history.every(({ releases }) => releases.every(({ links }) => links.length > 0))).toBe(true);
  });

  it("the fault `half` leaves the tag without its release", async () => {
    const { gitlab, create, project } = await open();
    gitlab.faults.add({ method: "POST", path: /\/releases$/, do: { kind: "half", status: 502 } });
    expect((await create({ tag_name: "v1", ref: "main" })).status).toBe(502);
    expect([project.tags.size, project.releases.length]).toEqual([1, 0]);
    expect((await create({ tag_name: "v1" })).status).toBe(201);
  });
});
