import { newestReleases } from "../operations/releases";
import { releaseJson, releaseTable } from "../report/releases";
import { command } from "./frame";

/** Releases, newest first: tag, title, state, date, files. */
export const list = command("list", async ({ open, options, stage }) => {
  const { forge, target } = await open();
  const releases = await newestReleases({ forge }, options.limit);
  const where = { forge: target.module.id, repository: target.repository };
  const latest = options.json ? undefined : await forge.can().latest?.tag();
  return {
    json: releases.map((release) => releaseJson(release, where)),
    lines: releaseTable(releases, latest, stage.log.say),
    exitCode: 0,
  };
});
