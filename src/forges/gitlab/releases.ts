import { type Decoded, list, optional, record, text } from "../../http";
import type { Release, ReleaseChange } from "../../model/release";
import type { Abilities, Forge } from "../forge";
import { wordsOf } from "../kit/refusals";
import { changing } from "../kit/rest";
import { moment, readMoment, release, releaseList } from "../kit/shapes";
import { LinkWire, type Listed, fileLink, givenLink, sendLinks, toAsset } from "./links";
import type { Repository } from "./packages";

/** https://docs.gitlab.com/api/releases/; `_links` and milestones are younger than the rest. */
const ReleaseWire = record({
  tag_name: text,
  name: optional(text, ""),
  description: optional(text, ""),
  created_at: moment,
  released_at: moment,
  milestones: optional(list(record({ title: text })), []),
  assets: optional(record({ links: optional(list(LinkWire), []) })),
  _links: optional(record({ self: optional(text) })),
});

type Verbs = Pick<Forge, "releases" | "release" | "create" | "update"> & Pick<Abilities, "remove">;

export function releaseVerbs(repository: Repository): Verbs {
  const { api, strict, path, options, packages, identity, readVersion, since } = repository;
  const releases = `${path}/releases`;
  const at = (tag: string): string => `${releases}/${encodeURIComponent(tag)}`;

  /** A release with all of its links, the oldest first. There are no numbers: the tag is the id. */
  async function toRelease(wire: Decoded<typeof ReleaseWire>, from: Listed = repository): Promise<Release> {
    const { tag_name: tag, name: title, description: notes, assets, _links } = wire;
    return release({
      id: tag,
      tag,
      title,
      notes,
      createdAt: wire.created_at,
      publishedAt: wire.released_at,
      webUrl:
        _links?.self ?? `${options.serverUrl}/${(await identity()).fullPath}/-/releases/${encodeURIComponent(tag)}`,
      milestones: wire.milestones.map((one) => one.title),
      releasedAt: readMoment(wire.released_at),
      assets: await Promise.all((assets?.links ?? []).toReversed().map((link) => toAsset(from, link))),
    });
  }

  const verbs: Verbs = {
    // The list may be some minutes old.
    async *releases({ doing, ...wanted }) {
      const wires = releaseList(ReleaseWire, { ...wanted, body: "description" });
      const from = (tag: string): Listed => ({ ...repository, packages: tag === wanted.tag ? packages : undefined });
      for await (const page of api.pages(wires, { doing, at: releases }))
        yield Promise.all(page.map((wire) => toRelease(wire, from(wire.tag_name))));
    },
    async release(ref, doing) {
      const tag = "tag" in ref ? ref.tag : String(ref.id);
      const call = { doing, method: "GET", at: at(tag), accept: [200, 403, 404] } as const;
      const [answer, version] = await Promise.all([strict.call(call), readVersion()]);
      if (answer.status === 200) return toRelease(api.decode(ReleaseWire, answer));
      // Servers between 11.8 and 13.0 say 403 for a release that is not there.
      const hides = answer.status === 403 && (version === undefined || !since("13.0"));
      if (hides ? /^403 forbidden$/i.test(wordsOf(answer.body())) : answer.status === 404) return undefined;
      throw api.refused(doing, answer);
    },
    // With all of its links in one request, so that nobody sees it without them.
    async create(fields, { files, links }) {
      const { tag, target: ref, tagMessage: tag_message } = fields;
      const call = { doing: `creating the release ${tag}`, at: releases };
      const wire = await sendLinks([...files.map(fileLink), ...links.map(givenLink)], (sent) => {
        const assets = sent.length === 0 ? undefined : { links: sent };
        return api.post(ReleaseWire, { ...call, json: { tag_name: tag, ref, tag_message, ...toWire(fields), assets } });
      });
      const made = await toRelease(wire);
      const placed = new Map(files.map(({ storedAt, size, sha256 }) => [storedAt, { size, sha256 }]));
      return { ...made, assets: made.assets.map((one) => ({ ...one, ...placed.get(one.storedAt) })) };
    },
    // A release that went away is answered with 403, and one whose tag did with 404.
    async update(old, change) {
      const doing = changing(old, change);
      const call = { doing, method: "PUT", at: at(old.tag), json: toWire(change), absent: [403] } as const;
      return toRelease(api.decode(ReleaseWire, await api.change(call, old, () => verbs.release(old, doing))));
    },
    remove: ({ tag }) => api.remove({ doing: `deleting the release ${tag}`, at: at(tag) }),
  };
  return verbs;
}

/** What can be changed, in GitLab's words; what is `undefined` is not sent. */
function toWire({ title, notes, milestones, releasedAt }: ReleaseChange): Readonly<Record<string, unknown>> {
  const released_at = releasedAt === undefined ? undefined : new Date(releasedAt).toISOString();
  return { name: title, description: notes, milestones, released_at };
}
