import { expect, it } from "vitest";
import { stage } from "./stage";

it("says nothing of Node's own about many uploads at a time", async () => {
  const files = Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`${at}.bin`, `file ${at} `.repeat(30_000)]));
  const at = await stage(files);
  const process = { why: "Node warns on the stderr of the process" };
  const ran = await at.act({ files: "*.bin", concurrency: "16" }, {}, { process });
  expect([ran.code, ran.stderr, ran.log]).toEqual([0, "", expect.not.stringContaining("MaxListeners")]);
});
