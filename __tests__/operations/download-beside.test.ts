import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type Answer, downloadStage } from "./download-stage";

const stage = downloadStage();
const WHOLE = randomBytes(300_000);
const HALF = 150_000;
const SHA256 = createHash("sha256").update(WHOLE).digest("hex");
const DIGEST = { sha256: SHA256 };

/** Sends a half, waits until something is done, and sends the rest. */
const around =
  (between: () => unknown, headers: Record<string, string> = {}): Answer =>
  (response, from) => {
    const range = { "content-range": `bytes ${from}-${WHOLE.length - 1}/${WHOLE.length}` };
    response.writeHead(from === 0 ? 200 : 206, {
      ...{ ...headers, ...(from === 0 ? {} : range), "content-length": WHOLE.length - from },
    });
    response.write(WHOLE.subarray(from, HALF), () => {
      // The first half is on the disk by then.
      void written()
        .then(between)
        .then(() => response.end(WHOLE.subarray(Math.max(from, HALF))));
    });
  };

const parts = (): string[] => readdirSync(stage.at("")).filter((name) => name.endsWith(".part"));

async function written(): Promise<void> {
  while (parts().length === 0) await new Promise((done) => setImmediate(done));
}

describe("two runs at one file", () => {
  it.each([
    ["whose digest is known", DIGEST, {}],
    ["that the server has a word for", {}, { etag: '"one"' }],
    ["of which nothing is known", {}, {}],
  ])("%s both have it, whichever is first", async (_, told, headers) => {
    for (const clobber of [false, true]) {
      let meet: () => void = () => undefined;
      const met = new Promise<void>((done) => (meet = done));
      let here = 0;
      const answer = around(() => {
        if (++here === 2) meet();
        return met;
      }, headers);
      const both = await Promise.all([1, 2].map(() => stage.download([answer], { ...told, clobber })));
      expect(both.map(({ done }) => done)).toMatchObject([[{ sha256: SHA256 }], [{ sha256: SHA256 }]]);
      expect([readFileSync(stage.at("a.bin")).equals(WHOLE), parts()]).toEqual([true, []]);
      rmSync(stage.at("a.bin"));
    }
  });

  it("of which one breaks off leave the other's alone", async () => {
    const broken: Answer = (response) => {
      response.writeHead(200, { "content-length": WHOLE.length }).write(WHOLE.subarray(0, 70_000));
      void finished.then(() => response.destroy());
    };
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((done) => (finish = done));
    const gone: Answer = (response) => response.writeHead(404).end();
    const first = stage.download([broken, gone], DIGEST);
    await written();
    const { done } = await stage.download([around(() => undefined)], DIGEST);
    finish();
    expect([done, (await first).done]).toMatchObject([
      [{ sha256: SHA256 }],
      { message: expect.stringContaining("a.bin") },
    ]);
    expect(readFileSync(stage.at("a.bin")).equals(WHOLE)).toBe(true);
  });
});

describe("somebody else in the folder", () => {
  const path = (): string => stage.at(parts()[0] ?? "none");
  const away = (): void => {
    renameSync(path(), stage.at("moved"));
  };

  it.each<[string, (part: string) => unknown]>([
    [
      "a link",
      (part) => {
        symlinkSync(stage.at("theirs"), part);
      },
    ],
    ["a pipe", (part) => execFileSync("mkfifo", [part])],
    [
      "another file",
      (part) => {
        writeFileSync(part, "evil");
      },
    ],
    ["nothing", () => undefined],
  ])("who puts %s into the place of what is coming does not give it the name", async (_, put) => {
    for (const clobber of [false, true]) {
      writeFileSync(stage.at("theirs"), "theirs");
      const answer = around(() => {
        const part = path();
        away();
        return put(part);
      });
      const { done } = await stage.download([answer], { ...DIGEST, clobber });
      expect(done).toMatchObject({ message: expect.stringContaining("was changed while it was downloaded") });
      expect(readdirSync(stage.at("")).includes("a.bin")).toBe(false);
      expect(readFileSync(stage.at("theirs"), "utf8")).toBe("theirs");
      for (const name of readdirSync(stage.at(""))) rmSync(stage.at(name));
    }
  });
});
