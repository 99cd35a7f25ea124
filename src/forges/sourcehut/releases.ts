import { ConflictError } from "../../errors";
import type { Asset, Release } from "../../model/release";
import type { Forge } from "../forge";
import { asset, readMoment, release } from "../kit/shapes";
import type { ArtifactWire, ReferenceWire } from "./queries";
import type { Repository } from "./repository";

const TAGS = "refs/tags/";

export function toAsset({ id, created, filename, checksum, size, url }: ArtifactWire): Asset {
  const sha256 = /^sha256:([0-9a-f]{64})$/i.exec(checksum)?.[1]?.toLowerCase();
  return asset({ id, name: filename, size, sha256, downloadUrl: url, uploadedAt: readMoment(created) });
}

/** A release is an annotated tag: its title is the tag's name, its notes are the tag's message. */
export function releasesOf({
  references,
  reference,
  page,
}: Repository): Pick<Forge, "releases" | "release" | "create" | "update" | "tagCommit"> {
  const toRelease = ({ name, follow, artifacts }: ReferenceWire): Release[] => {
    if (!name.startsWith(TAGS) || follow?.type !== "TAG") return [];
    const tag = name.slice(TAGS.length);
    const assets = artifacts.results.map(toAsset);
    return [release({ id: tag, tag, title: tag, notes: follow.message, webUrl: page(tag), assets })];
  };

  async function find(tag: string, doing: string): Promise<Release | undefined> {
    const found = await reference(TAGS + tag, doing);
    return found && toRelease(found)[0];
  }

  return {
    async *releases({ doing }) {
      for await (const page of references(doing)) yield page.flatMap(toRelease);
    },
    release: (ref, doing) => find("id" in ref ? String(ref.id) : ref.tag, doing),

    /** Nothing makes an annotated tag there but a push. */
    async create({ tag }) {
      const found = await find(tag, `looking for the tag ${tag}`);
      if (found !== undefined) return found;
      throw new ConflictError({ what: `There is no annotated tag ${tag} any more.` });
    },

    /** A tag says what it says. */
    update: (release) => Promise.resolve(release),

    async tagCommit(tag) {
      const { follow } = (await reference(TAGS + tag, `looking for the tag ${tag}`)) ?? {};
      return follow?.target?.id ?? follow?.id;
    },
  };
}
