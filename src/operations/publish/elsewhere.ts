import { addressOf, isOfFile } from "../../model/linked";
import type { Elsewhere, Seen, SeenElsewhere } from "../../model/plan";
import type { Wanted, WantedFile } from "../../model/request";
import { words } from "../../model/words";
import type { Operation } from "../operation";
import { refusedFiles } from "./check";
import { presentLinks } from "./linked";

/** Another target, which has the files that this one does not take. */
export interface ElsewhereToLook {
  /** Why none of its files can be linked: it failed, or is no public release. */
  readonly problem: string | undefined;
  /** Whether this file was one of its own. */
  knows(file: WantedFile): boolean;
  /** Where a file is there, once it is sure that strangers get it. */
  find(file: WantedFile): Promise<Elsewhere>;
  /** Whether one of its files has this address; also where its files are not known. */
  has(url: string): boolean;
}

interface Looking extends Pick<Operation, "forge" | "memory"> {
  readonly wanted: Wanted;
  readonly elsewhere: ElsewhereToLook;
}

/**
 * Finds out where the files are that this forge does not take: too large for sure, refused by the server earlier in this
 * run, or linked by an earlier run, which was told that they are too large. Where a server's limit is not known and a
 * release is public before its files are, it is made sure before that the largest of them could be linked.
 */
export async function lookElsewhere(looking: Looking, seen: Seen): Promise<Seen> {
  const { elsewhere, forge } = looking;
  const can = forge.can();
  const pending = seen.matches.filter(({ same }) => !same).map(({ file }) => file);
  const refused = refusals(looking, seen, pending);
  const files = new Map<string, { readonly why: string; readonly at: Elsewhere }>();
  for (const [file, why] of refused) files.set(file.path, { why, at: await elsewhere.find(file) });
  const open = pending.filter(({ path }) => !files.has(path));
  const guarded = !can.limits.file.sure && can.order.first === "release" && open.length > 0;
  const found: SeenElsewhere = {
    files,
    problem: guarded ? await problemOf(elsewhere, open) : undefined,
    has: (url) => elsewhere.has(url),
  };
  return { ...seen, elsewhere: found };
}

function refusals(
  { elsewhere, forge, memory }: Looking,
  { release }: Seen,
  pending: readonly WantedFile[],
): ReadonlyMap<WantedFile, string> {
  const can = forge.can();
  const sure = refusedFiles(pending, can);
  const links = can.limits.file.sure ? [] : presentLinks(release);
  const refused = new Map<WantedFile, string>();
  for (const file of pending) {
    const why = sure.get(file) ?? memory.tooLarge.get(file.path);
    const size = words.size(file.size);
    const link = links.find((one) => isOfFile(one, file.storedName) && one.size === size);
    if (why !== undefined) refused.set(file, why);
    else if (link !== undefined && elsewhere.has(addressOf(link)))
      refused.set(file, `${file.path} has ${size}, which was too large for this server in an earlier run.`);
  }
  return refused;
}

async function problemOf(elsewhere: ElsewhereToLook, open: readonly WantedFile[]): Promise<string | undefined> {
  if (elsewhere.problem !== undefined) return elsewhere.problem;
  const [largest] = open.filter((file) => elsewhere.knows(file)).sort((a, b) => b.size - a.size);
  const at = largest === undefined ? undefined : await elsewhere.find(largest);
  return at !== undefined && "problem" in at ? at.problem : undefined;
}
