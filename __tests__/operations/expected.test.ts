import { expect, it } from "vitest";
import { createHash } from "node:crypto";
import { downloadFiles } from "../../src/operations/download";
import { fixedGauge } from "../../src/operations/gauge";
import type { Log } from "../../src/operations/operation";
import { verifyFiles } from "../../src/operations/verify-files";
import { createWorkspace } from "../doors/bundle";
import { release } from "./builders";
import { memoryForge } from "./memory-forge";
import { createWorld, put } from "./memory-world";
import { listener } from "./stage";

const CONTENT = { absent: "1", same: "22", other: "333", unread: "4444" };

/** A release with files, the last one without a digest, and a log that writes down how large those are that are still to come. */
function scene() {
  const world = createWorld({ releases: [release()] });
  const told: number[] = [];
  const all = Object.entries(CONTENT).map(([name, content]) => {
    const sha256 = name === "unread" ? undefined : createHash("sha256").update(content).digest("hex");
    return put(world, release(), content, { name, sha256 });
  });
  const log: Log = { ...listener([]), expects: (files) => void told.push(...files.map(({ size }) => size)) };
  const common = { forge: memoryForge(world, {}), release: release(), gauge: fixedGauge(2), log };
  return { ...common, all, told };
}

it("a download expects what is not there, or is there with other content", async () => {
  const { folder, close } = await createWorkspace({ same: "22", other: "###", unread: "4444" });
  const { told, all, ...at } = scene();
  await downloadFiles({ ...at, all, chosen: all, folder, base: folder, clobber: true });
  expect(told).toEqual([1, 3]);
  await close();
});

it("a check expects what the release has", async () => {
  const { told, all, ...at } = scene();
  const wanted = [...all.map((asset) => ({ name: asset.name, asset })), { name: "gone", asset: undefined }];
  await verifyFiles({ ...at, all, wanted: wanted.map((one) => ({ ...one, local: undefined })), whole: false });
  expect(told).toEqual([1, 2, 3, 4]);
});
