import { createHash } from "node:crypto";

import { ConflictError } from "../../src/errors";
import type { Abilities, Forge, Upload } from "../../src/forges/forge";
import { decodeNotes } from "../../src/model/notes";
import type { Asset, Release, ReleaseFields } from "../../src/model/release";
import type { RunMemory } from "../../src/model/run-memory";
import { can, release } from "./builders";

/** What a forge holds, shared by all runs that speak to it. */
export interface World {
  releases: Release[];
  /** Assets with their content, by release. */
  readonly assets: Map<Release["id"], { readonly asset: Asset; readonly content: string }[]>;
  readonly tags: Map<string, string>;
  latest: string | undefined;
  /** Notes it generates; undefined: it cannot. */
  generated: string | undefined;
  /** Every write, in order. */
  readonly writes: string[];
  next: number;
}

export function createWorld(more: Partial<World> = {}): World {
  return {
    releases: [],
    assets: new Map(),
    tags: new Map([["v1.2.0", "c0ffee1"]]),
    latest: undefined,
    generated: undefined,
    writes: [],
    next: 1,
    ...more,
  };
}

/** An asset of known content, put there by hand. */
export function put(
  world: World,
  at: Release,
  content: string,
  more: Partial<Asset> & { readonly name: string },
): Asset {
  const asset: Asset = {
    id: `asset-${world.next++}`,
    label: "",
    size: Buffer.byteLength(content),
    complete: true,
    sha256: undefined,
    contentType: "",
    downloadUrl: `https://forge.test/${at.id}/${more.name}`,
    ...more,
  };
  world.assets.set(at.id, [...(world.assets.get(at.id) ?? []), { asset, content }]);
  return asset;
}

export interface Manners {
  readonly memory: RunMemory;
  readonly can?: Abilities;
  /** Gives a digest with every asset. */
  readonly digests?: boolean;
  /** Called before every call with the method's name: throws, or lets another run get in between. */
  readonly before?: (call: keyof Forge) => void | Promise<void>;
}

/** A forge in memory that keeps the contract of `Forge`: the draft with the lowest id wins, the loser hears of it. */
export function memoryForge(world: World, { memory, can: able, digests = false, before }: Manners): Forge {
  const standing = (tag: string): Release[] =>
    world.releases
      .filter((one) => one.tag === tag)
      .sort((a, b) => Number(a.draft) - Number(b.draft) || Number(a.id) - Number(b.id));
  const gone = (): ConflictError => new ConflictError({ what: "The release is not there any more." });
  const listed = (at: Release): readonly Asset[] => (world.assets.get(at.id) ?? []).map(({ asset }) => asset);

  function change(at: Release, to: Partial<Release>): Release {
    const there = world.releases.find(({ id }) => id === at.id);
    if (there === undefined) throw gone();
    const changed = { ...there, ...to };
    world.releases = world.releases.map((one) => (one === there ? changed : one));
    return { ...changed, assets: listed(changed) };
  }

  const toRelease = ({ tag, title, notes, draft, prerelease }: ReleaseFields): Partial<Release> => ({
    tag,
    title,
    notes,
    draft,
    prerelease,
  });

  const swap = (asset: Asset, by: Asset | undefined): void => {
    for (const [id, all] of world.assets)
      world.assets.set(
        id,
        all.flatMap((one) => (one.asset.id !== asset.id ? [one] : by === undefined ? [] : [{ ...one, asset: by }])),
      );
  };

  const forge: Forge = {
    can: () => able ?? can(),
    find: (tag) => {
      const found = standing(tag);
      for (const { id, notes } of found) if (decodeNotes(notes).marker?.run === memory.runId) memory.created.add(id);
      return Promise.resolve({ release: found[0], otherTags: undefined });
    },
    releaseTags: () => Promise.resolve(world.releases.map(({ tag }) => tag)),
    assets: (at) => Promise.resolve(listed(at)),
    tagCommit: (tag) => Promise.resolve(world.tags.get(tag)),
    latestTag: () => Promise.resolve(world.latest),
    create: (fields) => {
      if (standing(fields.tag)[0]?.draft === false) throw new ConflictError({ what: "The release exists already." });
      const made = release({ ...toRelease(fields), id: world.next++ });
      world.writes.push(`create ${made.draft ? "draft " : ""}${made.id}`);
      world.releases.push(made);
      memory.created.add(made.id);
      if (standing(fields.tag)[0]?.id !== made.id) throw new ConflictError({ what: "Another run's draft wins." });
      return Promise.resolve(made);
    },
    update: (at, fields) => {
      world.writes.push(`update ${at.id}`);
      const { title = at.title, notes = at.notes, prerelease = at.prerelease } = fields;
      return Promise.resolve(change(at, { title, notes, prerelease }));
    },
    publish: (at, fields) => {
      if (standing(at.tag).some(({ draft, id }) => !draft && id !== at.id)) throw gone();
      world.writes.push(`publish ${at.id}`);
      return Promise.resolve(change(at, { ...toRelease(fields), draft: false }));
    },
    confirm: (at) => Promise.resolve(change(at, {})),
    store: async (at, upload) => {
      const content = await text(upload);
      if (!world.releases.some(({ id }) => id === at.id)) throw gone();
      if (listed(at).some(({ name }) => name === upload.name)) throw new ConflictError({ what: "The name is taken." });
      world.writes.push(`store ${upload.name} on ${at.id}`);
      const sha256 = digests ? createHash("sha256").update(content).digest("hex") : undefined;
      return put(world, at, content, { name: upload.name, label: upload.label, sha256 });
    },
    retitle: (asset, to) => {
      world.writes.push(`retitle ${asset.name} to ${to.name}`);
      const changed = { ...asset, ...to };
      swap(asset, changed);
      return Promise.resolve(changed);
    },
    deleteAsset: (asset) => {
      world.writes.push(`delete ${asset.name}`);
      swap(asset, undefined);
      return Promise.resolve();
    },
    clearTwin: (id, kept) => {
      const names = new Set(listed(kept).map(({ name }) => name));
      const all = (world.assets.get(id) ?? []).every(({ asset }) => names.has(asset.name));
      if (all) world.writes.push(`clear ${id}`);
      if (all) world.releases = world.releases.filter((one) => one.id !== id);
      return Promise.resolve(all);
    },
    read: (asset) => {
      const found = [...world.assets.values()].flat().find((one) => one.asset.id === asset.id);
      if (found === undefined) return Promise.reject(new Error("cannot be read"));
      return Promise.resolve(bytes(found.content));
    },
    generateNotes: () => Promise.resolve(world.generated),
  };
  return watched(forge, before);
}

async function* bytes(content: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(content);
}

async function text({ body }: Upload): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Every call is announced; calls give promises even where they throw at once, as real ones do. */
function watched(forge: Forge, before: Manners["before"]): Forge {
  return new Proxy(forge, {
    get: (target, name: keyof Forge) => {
      const call = target[name] as ((...given: unknown[]) => unknown) | undefined;
      if (call === undefined || name === "can") return call;
      return async (...given: unknown[]) => {
        await before?.(name);
        return call(...given);
      };
    },
  });
}
