import { PublishError } from "../../errors";
import { record, text } from "../../http";
import { isOwnDraft } from "../../model/drafts";
import type { Release, ReleaseFields } from "../../model/release";
import { words } from "../../model/words";
import { confirmRelease } from "./find";
import type { Repository } from "./repository";
import { tagCommit } from "./tags";
import { ReleaseWire } from "./wire";

/*
 * A pushed tag is handled from a queue, some time after `git push` has ended, and what is handled last of all is this:
 * whatever release the tag has by then is made public, a draft as well, with the files that it has by then.
 * https://github.com/go-gitea/gitea/blob/main/services/repository/push.go (pushUpdateAddTags), the same in Forgejo.
 */

/** The queue looks for work at least every 2 seconds; 0.5 to 2.3 were measured on idle servers. */
const QUEUE = 4000;

/** How often a draft is looked at while the queue may still come to it. */
const LOOK = 500;

/**
 * Gives the server the time to handle the push of a tag, from the moment on in which the tag was first seen. A draft of
 * this program that is there already is hidden again when the push publishes it.
 */
export async function awaitPush(repository: Repository, tag: string, draft: Release | undefined): Promise<void> {
  const { clock, log, tagsSeen } = repository;
  const due = (tagsSeen.get(tag) ?? clock.now()) + QUEUE;
  if (clock.now() >= due) return;
  log.info(
    `waiting ${words.duration(due - clock.now())}: the tag ${tag} may have been pushed a moment ago, and a server of this kind publishes the drafts of a tag while it handles its push`,
  );
  while (clock.now() < due) {
    await clock.sleep(Math.min(draft === undefined ? QUEUE : LOOK, due - clock.now()));
    if (draft !== undefined) await lookAgain(repository, draft);
  }
}

/**
 * Reads a release again; a draft is hidden again where a push of its tag has published it before its time.
 *
 * @throws ConflictError when it is gone.
 */
export async function lookAgain(repository: Repository, release: Release): Promise<Release> {
  const { api, path, log, shown } = repository;
  const now = await confirmRelease(repository, release);
  // A draft of somebody else, or one that was published on purpose, has no marker.
  if (!release.draft || now.draft || !isOurs(now)) return now;
  const { id, tag } = now;
  const doing = `hiding the draft ${tag} again`;
  const json = { draft: true };
  const answer = await api.call({ doing, method: "PATCH", at: `${path}/releases/${id}`, json, accept: [200] });
  log.notice(
    `The server published the draft ${tag} because its tag was pushed meanwhile; it was hidden again at once.`,
  );
  return shown(api.decode(ReleaseWire, answer));
}

/** Proved as for a draft, which it was until a moment ago. */
const isOurs = (release: Release): boolean => isOwnDraft({ ...release, draft: true }, release.tag);

/** Long uploads look at their draft that often. */
const GLANCE = 5000;

/** Keeps a draft of this program hidden while its files are on their way. */
export async function glance(repository: Repository, release: Release): Promise<void> {
  if (release.draft && isOurs(release) && repository.notSeenFor(GLANCE)) await lookAgain(repository, release);
}

/** Longest wait for a push that is known not to be handled yet. */
const PATIENCE = 20_000;

/**
 * Makes a draft only when the server has handled the push of its tag. The answer tells: the server knows a handled tag,
 * and turns what it knows into the release, with the target that was sent, which is none (up to 1.16 the commit). A tag
 * that it does not know yet is given the default branch. Such a draft is taken away at once, and made again later.
 *
 * @param make sends the request
 */
export async function behindPush(
  repository: Repository,
  fields: Pick<ReleaseFields, "tag" | "target" | "draft">,
  make: () => Promise<Release>,
): Promise<Release> {
  const early = await make();
  if (!fields.draft || fields.target !== undefined || !isAhead(early)) return early;
  const { tag } = fields;
  await takeAway(repository, early);
  if ((await tagCommit(repository, tag)) === undefined) {
    throw new PublishError({
      what: `The tag ${tag} is not on the server.`,
      hint: "Push the tag first; a mirror may need a while until it has it. The same command goes on from here.",
    });
  }
  repository.log.info(`the server has not handled the push of ${tag} yet: waiting until it has`);
  await handled(repository);
  return make();
}

const isAhead = ({ target }: Release): boolean => target !== "" && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(target);

async function takeAway({ api, path, changed }: Repository, { id, tag }: Release): Promise<void> {
  const doing = `taking the draft ${tag} back until the server has handled the push of its tag`;
  changed();
  await api.call({ doing, method: "DELETE", at: `${path}/releases/${id}`, accept: [204, 404] });
}

const UpdatedWire = record({ updated_at: text });

/** Ends when the repository says that something was pushed to it meanwhile: that is written after all else. */
async function handled({ api, path, clock }: Repository): Promise<void> {
  const doing = "waiting for the server to handle the push";
  const updated = async (): Promise<string> =>
    api.decode(UpdatedWire, await api.call({ doing, method: "GET", at: path, accept: [200] })).updated_at;
  const before = await updated();
  for (const due = clock.now() + PATIENCE; clock.now() < due;) {
    await clock.sleep(1000);
    if ((await updated()) !== before) return;
  }
}
