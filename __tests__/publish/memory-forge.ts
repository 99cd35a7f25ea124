import { ConflictError } from "../../src/errors";
import type { Abilities, Drafts, Forge, Marks, Notes } from "../../src/forges/forge";
import { decodeNotes } from "../../src/model/notes";
import type { Release, ReleaseFields } from "../../src/model/release";
import type { RunMemory } from "../../src/model/run-memory";
import { can, release } from "./builders";
import { fileVerbs, gone, linked, listed } from "./memory-files";
import { STOCK, type World, put } from "./memory-world";

export interface Manners {
  readonly memory: RunMemory;
  readonly can?: Abilities;
  /** Gives a digest with every asset. */
  readonly digests?: boolean;
  /** Knows the final addresses of files only when asked to settle. */
  readonly settles?: boolean;
  /** Whose token it is; absent where it cannot be asked. */
  readonly account?: string;
  /** Called before every call with the method's name: throws, or lets another run get in between. */
  readonly before?: (call: Call) => void | Promise<void>;
}

type Verbs = Omit<Forge, "drafts" | "marks" | "notes">;

/** A forge in memory that keeps the contract of `Forge`, with the groups of verbs that its abilities promise. */
export function memoryForge(world: World, manners: Manners): Forge {
  const { memory, before, digests = false, settles = false } = manners;
  const abilities = manners.can ?? can();
  const verbs: Verbs = {
    can: () => abilities,
    ...releaseVerbs(world, memory),
    ...fileVerbs(world, { can: abilities, digests, settles }),
  };
  return {
    ...watched(verbs, before),
    can: verbs.can,
    ...(abilities.order === "draft-first" ? { drafts: watched(drafts(world), before) } : {}),
    ...(manners.account === undefined ? {} : { account: () => Promise.resolve(manners.account) }),
    ...(abilities.latest ? { marks: watched(marks(world), before) } : {}),
    ...(abilities.generatedNotes ? { notes: watched(notes(world), before) } : {}),
  };
}

function standing(world: World, tag: string): Release[] {
  return world.releases
    .filter((one) => one.tag === tag)
    .sort((a, b) => Number(a.draft) - Number(b.draft) || Number(a.id) - Number(b.id));
}

function change(world: World, at: Release, to: Partial<Release>): Release {
  const there = world.releases.find(({ id }) => id === at.id);
  if (there === undefined) throw gone();
  const changed = { ...there, ...to };
  world.releases = world.releases.map((one) => (one === there ? changed : one));
  return { ...changed, assets: listed(world, changed) };
}

function toRelease({ tag, title, notes, draft, prerelease, milestones }: ReleaseFields): Partial<Release> {
  return { tag, title, notes, draft, prerelease, ...(milestones === undefined ? {} : { milestones }) };
}

/** The draft with the lowest id wins, the loser hears of it. */
function releaseVerbs(world: World, memory: RunMemory): Pick<Forge, "find" | "tagCommit" | "create" | "update"> {
  return {
    find: (tag) => {
      const found = standing(world, tag);
      for (const { id, notes } of found) if (decodeNotes(notes).marker?.run === memory.runId) memory.created.add(id);
      const others = world.releases.filter((one) => one.tag !== tag && !one.draft);
      return Promise.resolve({
        release: found[0],
        otherTags: undefined,
        stableTags: others.filter(({ prerelease }) => !prerelease).map((one) => one.tag),
        whole: true,
      });
    },
    tagCommit: (tag) => Promise.resolve(world.tags.get(tag)),
    create: (fields, { files, links }) => {
      if (standing(world, fields.tag)[0]?.draft === false)
        throw new ConflictError({ what: "The release exists already." });
      const made = release({ ...toRelease(fields), id: world.next++ });
      if (!fields.draft) world.marks.push(fields.latest);
      world.writes.push(`create ${made.draft ? "draft " : ""}${made.id}`);
      world.releases.push(made);
      memory.created.add(made.id);
      if (standing(world, fields.tag)[0]?.id !== made.id)
        throw new ConflictError({ what: "Another run's draft wins." });
      const ids = new Set(files.map(({ id }) => id));
      world.assets.set(
        made.id,
        (world.assets.get(STOCK.id) ?? []).filter(({ asset }) => ids.has(asset.id)),
      );
      for (const link of links) put(world, made, "", linked({ link }));
      return Promise.resolve({ ...made, assets: listed(world, made) });
    },
    update: (at, { title = at.title, notes = at.notes, prerelease = at.prerelease, milestones = at.milestones }) => {
      world.writes.push(`update ${at.id}`);
      return Promise.resolve(change(world, at, { title, notes, prerelease, milestones }));
    },
  };
}

function drafts(world: World): Drafts {
  return {
    publish: (at, fields) => {
      if (standing(world, at.tag).some(({ draft, id }) => !draft && id !== at.id)) throw gone();
      world.writes.push(`publish ${at.id}`);
      return Promise.resolve(change(world, at, { ...toRelease(fields), draft: false }));
    },
    confirm: (at) => Promise.resolve(change(world, at, {})),
    clearTwin: (id, kept) => {
      const names = new Set(listed(world, kept).map(({ name }) => name));
      const all = listed(world, { id }).every(({ name }) => names.has(name));
      if (all) world.writes.push(`clear ${id}`);
      if (all) world.releases = world.releases.filter((one) => one.id !== id);
      return Promise.resolve(all);
    },
  };
}

function marks(world: World): Marks {
  return {
    latestTag: () => Promise.resolve(world.latest),
    stableTags: () =>
      Promise.resolve(world.releases.filter(({ draft, prerelease }) => !draft && !prerelease).map(({ tag }) => tag)),
  };
}

function notes(world: World): Notes {
  return {
    releaseTags: () => Promise.resolve(world.releases.map(({ tag }) => tag)),
    generate: () => Promise.resolve(world.generated),
  };
}

export type Call = keyof Forge | keyof Drafts | keyof Marks | keyof Notes;

/** Every call is announced; calls give promises even where they throw at once, as real ones do. */
function watched<Group extends object>(verbs: Group, before: Manners["before"]): Group {
  const calls = Object.entries(verbs).map(([name, call]: [string, (...given: unknown[]) => unknown]) => [
    name,
    async (...given: unknown[]) => {
      await before?.(name as Call);
      return call(...given);
    },
  ]);
  return Object.fromEntries(calls) as Group;
}
