import { optional } from "../../http";
import type { Release, ReleaseChange } from "../../model/release";
import type { Forge, ListOptions } from "../forge";
import { firstOf, orGone } from "../kit/rest";
import { releaseList } from "../kit/shapes";
import type { Repository } from "./repository";
import { ReleaseWire, type Status, statusOf, toWire } from "./wire";

type Verbs = Pick<Forge, "releases" | "release" | "create" | "update"> & {
  latestTag(): Promise<string | undefined>;
};

export function releasesOf({ api, path, one, shown, habits, log }: Repository): Verbs {
  const all = `${path}/releases`;

  /** Newest first: their order means something only when one is asked for. */
  async function* releases({ doing, ...wanted }: ListOptions): AsyncGenerator<Release[]> {
    const call = { doing, at: all, query: { direction: "desc" } };
    const wire = optional(releaseList(ReleaseWire, wanted), []);
    for await (const page of api.pages(wire, call, () => undefined)) yield page.map(shown);
  }

  /**
   * None is 404, 400 with 404 inside, or `null`. Where a slash is not taken in an address it looks the same, so the list
   * is gone through as well.
   */
  async function readRelease(tag: string, doing: string): Promise<Release | undefined> {
    const slash = tag.includes("/");
    const at = `${all}/tags/${encodeURIComponent(tag)}`;
    const answer = await api.call({ doing, method: "GET", at, accept: slash ? [200, 400, 404] : [200, 404] });
    if (answer.status === 200 && answer.json() !== null) return shown(api.decode(ReleaseWire, answer));
    return slash ? firstOf(releases({ doing, tag }), (release) => release.tag === tag) : undefined;
  }

  async function standing(release: Release, doing: string): Promise<Release> {
    return orGone(release, await readRelease(release.tag, doing));
  }

  /** Where no release is marked, the newest is shown, which says nothing. */
  async function latestTag(): Promise<string | undefined> {
    const call = { doing: "looking for the latest release", method: "GET", at: `${all}/latest` } as const;
    const answer = await api.call({ ...call, query: { type: "latest" }, accept: [200, 404] });
    if (answer.status === 404 || answer.json() === null) return undefined;
    const { tag_name, release_status } = api.decode(ReleaseWire, answer);
    return release_status === "latest" ? tag_name : undefined;
  }

  const isMarked = async ({ tag, latest }: Release): Promise<boolean> => latest ?? (await latestTag()) === tag;

  /** What the release is marked as after a change. */
  async function statusAfter(release: Release, change: ReleaseChange): Promise<Status> {
    const { prerelease = release.prerelease, latest } = change;
    if (prerelease || latest === "true") return statusOf({ prerelease, latest });
    if (release.prerelease || latest === "false") return undefined;
    return (await isMarked(release)) ? "latest" : undefined;
  }

  /** Old servers mark a release only when it is made, and take a change of it without a word. */
  async function tellMarks(now: Release, { prerelease, latest }: ReleaseChange): Promise<void> {
    const lacks = (what: string): void => {
      log.notice(`The server did not ${what}: it does so only for a release that is made now.`);
    };
    if (latest === "true" || latest === "false") {
      const marked = await isMarked(now);
      if (!(prerelease ?? now.prerelease) && marked !== (latest === "true"))
        lacks(marked ? "take the mark of the latest release away" : "mark the release as the latest");
    }
    if (prerelease !== undefined && prerelease !== now.prerelease) lacks("change whether the release is a prerelease");
  }

  return {
    releases,
    release: (ref, doing) => readRelease("id" in ref ? String(ref.id) : ref.tag, doing),
    latestTag,

    async create(fields) {
      const call = { doing: `creating the release ${fields.tag}`, at: all, json: toWire(fields, statusOf(fields)) };
      return shown(await api.post(ReleaseWire, call));
    },

    /** Everything is sent again, its status too: what is left out is refused or reset. The answer is often empty. */
    async update(release, change) {
      const { tag } = release;
      const { title = release.title, notes = release.notes } = change;
      const doing = `updating the release ${tag}`;
      // Where marks are fixed, nothing would come of it, at every run again.
      if (!habits().fixesMarks || change.title !== undefined || change.notes !== undefined) {
        const json = toWire({ tag, title, notes }, await statusAfter(release, change));
        await api.change({ doing, method: "PATCH", at: one(tag), json }, release, () => readRelease(tag, doing));
      }
      const now = await standing(release, doing);
      await tellMarks(now, change);
      return now;
    },
  };
}
