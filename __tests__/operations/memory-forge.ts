import { createHash } from "node:crypto";
import { ConflictError } from "../../src/errors";
import type { Abilities, Forge, Upload } from "../../src/forges/forge";
import type { LinkStep } from "../../src/model/plan";
import type { Asset, Release, ReleaseFields } from "../../src/model/release";
import { can, release } from "./builders";
import { PLACED, type World, put } from "./memory-world";

export interface Manners {
  readonly can?: Abilities;
  /** Gives a digest with every asset. */
  readonly digests?: boolean;
  /** Answers to uploads name other addresses than the list. */
  readonly finalAddresses?: boolean;
  /** Whose token it is; absent where it cannot be asked. */
  readonly account?: string;
  /** Called before every call with the verb's name: throws, or lets another run get in between. */
  readonly before?: (call: Call) => void | Promise<void>;
}

export type Call =
  keyof Forge | "place" | "rename" | "setLink" | "latestTag" | "generate" | "makeTag" | "listAssets" | "remove";

/** A forge in memory that keeps the contract of `Forge`, with the verbs that its abilities promise. */
export function memoryForge(world: World, manners: Manners): Forge {
  const { before } = manners;
  /** Every call is announced; calls give promises even where they throw at once, as real ones do. */
  const announced =
    <Given extends unknown[], T>(call: Call, verb: (...given: Given) => T | Promise<T>) =>
    async (...given: Given): Promise<T> => {
      await before?.(call);
      return verb(...given);
    };
  const verbs = { ...releaseVerbs(world), ...fileVerbs(world, manners) };
  return {
    can: () => abilitiesOf(world, manners, announced),
    attempt: (unit) => unit(),
    async *releases() {
      await before?.("releases");
      yield [...world.releases].reverse().map((one) => ({ ...one, assets: listed(world, one) }));
    },
    release: announced("release", verbs.release),
    create: announced("create", verbs.create),
    update: announced("update", verbs.update),
    upload: announced("upload", verbs.upload),
    deleteAsset: announced("deleteAsset", verbs.deleteAsset),
    read: announced("read", verbs.read),
    tagCommit: announced("tagCommit", (tag: string) => world.tags.get(tag)),
    ...(manners.account === undefined ? {} : { account: () => Promise.resolve(manners.account) }),
  };
}

type Announced = <Given extends unknown[], T>(
  call: Call,
  verb: (...given: Given) => T | Promise<T>,
) => (...given: Given) => Promise<T>;

function abilitiesOf(world: World, manners: Manners, announced: Announced): Abilities {
  const data = manners.can ?? can();
  const change = announced(
    "rename",
    (_at: Release, { asset, to }: { asset: Asset; to: Partial<Asset> & { name: string } }) => {
      world.writes.push(`rename ${asset.name} to ${to.name}`);
      const changed = { ...asset, ...to, linkType: to.linkType ?? asset.linkType };
      exchange(world, asset, [{ asset: changed }]);
      return changed;
    },
  );
  const place = announced("place", async (tag: string, upload: Upload) => {
    world.writes.push(`place ${upload.name} for ${tag}`);
    return stored(world, PLACED, { upload, manners });
  });
  return {
    ...data,
    order: data.order.first === "files" ? { first: "files", place } : data.order,
    replace: data.replace.by === "rename" ? { by: "rename", rename: change } : data.replace,
    labels: data.labels && { ...data.labels, change },
    links: data.links && {
      ...data.links,
      set: announced("setLink", (at: Release, step: LinkStep) => setLink(world, at, step)),
    },
    latest: data.latest && { ...data.latest, tag: announced("latestTag", () => world.latest) },
    listAssets: data.listAssets && announced("listAssets", (at: Release) => listed(world, at)),
    remove:
      data.remove &&
      announced("remove", ({ id }: Release) => {
        remove(world, id);
      }),
    notes: data.notes && { ...data.notes, generate: announced("generate", () => world.generated) },
  };
}

const gone = (): ConflictError => new ConflictError({ what: "The release is not there any more." });

/** Assets of a release. */
const listed = (world: World, { id }: Pick<Release, "id">): readonly Asset[] =>
  (world.assets.get(id) ?? []).map(({ asset }) => asset);

function change(world: World, at: Pick<Release, "id">, to: Partial<Release>): Release {
  const there = world.releases.find(({ id }) => id === at.id);
  if (there === undefined) throw gone();
  const changed = { ...there, ...to };
  world.releases = world.releases.map((one) => (one === there ? changed : one));
  return { ...changed, assets: listed(world, changed) };
}

type ReleaseVerbs = Pick<Forge, "release" | "create" | "update">;

function releaseVerbs(world: World): ReleaseVerbs {
  const isPublished = (tag: string, but?: Release["id"]): boolean =>
    world.releases.some((one) => one.tag === tag && !one.draft && one.id !== but);
  return {
    release: (ref) => {
      const found = world.releases.find((one) =>
        "id" in ref ? String(one.id) === String(ref.id) : one.tag === ref.tag && !one.draft,
      );
      return Promise.resolve(found && { ...found, assets: listed(world, found) });
    },
    create: (fields, { files, links }) => {
      if (isPublished(fields.tag)) throw new ConflictError({ what: "The release exists already." });
      const made = release({ ...toRelease(fields), id: world.next++ });
      if (!fields.draft) world.marks.push(fields.latest);
      world.writes.push(`create ${made.draft ? "draft " : ""}${made.id}`);
      world.releases.push(made);
      const ids = new Set(files.map(({ id }) => id));
      world.assets.set(
        made.id,
        (world.assets.get(PLACED.id) ?? []).filter(({ asset }) => ids.has(asset.id)),
      );
      for (const link of links) put(world, made, "", linked({ link }));
      return Promise.resolve({ ...made, assets: listed(world, made) });
    },
    update: (at, fields) => {
      const publishes = at.draft && fields.draft === false;
      if (publishes && isPublished(at.tag, at.id)) throw gone();
      world.writes.push(`${publishes ? "publish" : "update"} ${at.id}`);
      if (publishes) world.marks.push(fields.latest);
      return Promise.resolve(change(world, at, toRelease(fields)));
    },
  };
}

function remove(world: World, id: Release["id"]): void {
  world.writes.push(`remove ${id}`);
  world.releases = world.releases.filter((one) => one.id !== id);
}

function toRelease({ tag, title, notes, draft, prerelease, milestones }: Partial<ReleaseFields>): Partial<Release> {
  const told = { tag, title, notes, draft, prerelease, milestones };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

type FileVerbs = Pick<Forge, "upload" | "deleteAsset" | "read">;

function fileVerbs(world: World, manners: Manners): FileVerbs {
  const abilities = manners.can ?? can();
  return {
    upload: async (at, upload) => {
      const { name, replaces } = upload;
      if (!world.releases.some(({ id }) => id === at.id)) throw gone();
      if (abilities.replace.by === "swap" && replaces !== undefined) {
        world.writes.push(`swap ${replaces.name} on ${at.id}`);
        const swapped = await stored(world, at, { upload, manners });
        exchange(world, swapped, []);
        const asset = { ...swapped, id: replaces.id };
        exchange(world, replaces, [{ asset, content: await contentOf(upload) }]);
        return asset;
      }
      if (abilities.replace.by !== "duplicate" && listed(world, at).some((asset) => asset.name === name))
        throw new ConflictError({ what: "The name is taken." });
      world.writes.push(`upload ${name} on ${at.id}`);
      return stored(world, at, { upload, manners });
    },
    deleteAsset: (_at, asset) => {
      world.writes.push(`delete ${asset.name}`);
      exchange(world, asset, []);
      return Promise.resolve();
    },
    read: (_at, asset) => {
      const found = [...world.assets.values()].flat().find((one) => one.asset.id === asset.id);
      return found === undefined ? Promise.reject(new Error("cannot be read")) : Promise.resolve(bytes(found.content));
    },
  };
}

/** Puts an upload where it belongs; the answer may name another address than the list. */
async function stored(
  world: World,
  at: Pick<Release, "id">,
  { upload, manners }: { readonly upload: Upload; readonly manners: Manners },
): Promise<Asset> {
  const content = await contentOf(upload);
  const { name, label, linkType } = upload;
  const sha256 = manners.digests === true ? createHash("sha256").update(content).digest("hex") : undefined;
  const asset = put(world, at, content, { name, label, linkType, sha256 });
  return manners.finalAddresses === true ? { ...asset, downloadUrl: `https://forge.test/for-now/${name}` } : asset;
}

function exchange(world: World, asset: Asset, by: readonly { asset: Asset; content?: string }[]): void {
  for (const [id, all] of world.assets)
    world.assets.set(
      id,
      all.flatMap((one) => (one.asset.id === asset.id ? by.map((next) => ({ ...one, ...next })) : [one])),
    );
}

/** A link as the asset that it is on a release. */
const linked = ({ link }: Pick<LinkStep, "link">): Partial<Asset> & { readonly name: string } => ({
  name: link.name,
  downloadUrl: link.url,
  linkType: link.type,
  size: undefined,
});

function setLink(world: World, at: Release, step: LinkStep): Asset {
  const { link, present } = step;
  world.writes.push(`${present === undefined ? "link" : "change link"} ${link.name} to ${link.url} on ${at.id}`);
  if (present === undefined) return put(world, at, "", linked(step));
  const asset = { ...present, ...linked(step), linkType: link.type ?? present.linkType };
  exchange(world, present, [{ asset }]);
  return asset;
}

async function* bytes(content: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(content);
}

async function contentOf({ source }: Upload): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
