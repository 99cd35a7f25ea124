import { PublishError, orElse } from "../errors";
import type { Content } from "../http";
import type { Asset, Release } from "../model/release";
import { words } from "../model/words";
import { compareRead } from "./compare-read";
import type { Gauge } from "./gauge";
import { type Operation, awaited, eachLimited } from "./operation";

/** A file on a release, and what its content has to be. */
export interface Claim {
  readonly asset: Asset;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
}

/** What a download showed. */
export interface Verdict {
  readonly name: string;
  readonly status: "ok" | "different" | "missing";
  /** Who could read it: anybody, or only with the token. */
  readonly by: "stranger" | "token";
  /** What is wrong, in a sentence; empty where nothing is. */
  readonly said: string;
}

interface Verifying extends Operation {
  readonly gauge: Gauge;
}

/** Whoever hashes a content tries again. */
const ONCE = { offset: 0, once: true } as const;

/** Longest wait for a file that was just published to arrive where people get it. Milliseconds. */
const ARRIVES_WITHIN = 30_000;

/**
 * Downloads files as a stranger would and compares them; with the token, through the API of its own forge, where the
 * repository is not open to strangers. What is not there yet, or not what it should be, is given some time: copies of a
 * file lag behind.
 *
 * @returns a verdict for each claim, in their order
 */
export async function verifyFiles(
  verifying: Verifying,
  release: Release,
  claims: readonly Claim[],
): Promise<readonly Verdict[]> {
  const { forge, log } = verifying;
  const { downloads } = forge.can();
  let asking: Promise<"public" | "private" | undefined> | undefined;
  // A server that does not answer this question does not tell.
  const visibility = () => (asking ??= orElse(async () => downloads?.visibility(), nothing));
  let closed = downloads === undefined;
  const withToken = (claim: Claim): Promise<Verdict> =>
    patiently(verifying, () => compare(verifying, claim, "token", () => forge.read(release, claim.asset, ONCE)));

  async function verify(claim: Claim): Promise<Verdict> {
    if (downloads === undefined || closed) return withToken(claim);
    const asStranger = (): Promise<Verdict> =>
      compare(verifying, claim, "stranger", () => downloads.open(claim.asset, ONCE));
    const first = await asStranger();
    if (first.status === "ok") return first;
    const seen = await visibility();
    closed ||= seen === "private";
    if (closed) return withToken(claim);
    const last = await patiently(verifying, asStranger);
    // Where nobody tells who may see the repository, a refusal may mean that strangers may not.
    if (seen === "public" || last.status !== "missing") return last;
    const own = await withToken(claim);
    return own.status === "ok" ? { ...own, said: last.said } : own;
  }

  const verdicts = await eachLimited(claims, verifying.gauge.most, verify);
  tell(log, verdicts, closed);
  return verdicts;
}

const nothing = (): undefined => undefined;

function tell(log: Operation["log"], verdicts: readonly Verdict[], closed: boolean): void {
  const right = verdicts.filter(({ status }) => status === "ok");
  const how = closed ? " with the token, because the repository is not open to strangers" : "";
  if (right.length > 0) log.info(`verified ${words.count(right.length, "file")}: downloaded${how}, and right`);
  if (closed) return;
  for (const { name, said } of right.filter(({ by }) => by === "token"))
    log.warning(
      `${name} was read with the token and is right, but not without one (${said}), and the server does not tell whether the repository is private. If it is public, nobody can download the file.`,
    );
}

/** Looks again while it is not right, for as long as copies may take. */
async function patiently(operation: Operation, look: () => Promise<Verdict>): Promise<Verdict> {
  let last: Verdict | undefined;
  const right = await awaited(
    operation,
    async () => {
      last = await look();
      return last.status === "ok" ? last : undefined;
    },
    { within: ARRIVES_WITHIN },
  );
  return right ?? last ?? look();
}

async function compare(
  operation: Verifying,
  { asset, sha256, size }: Claim,
  by: Verdict["by"],
  open: () => Promise<Content>,
): Promise<Verdict> {
  const { name } = asset;
  if (by === "stranger" && !/^https?:\/\//i.test(asset.downloadUrl))
    return { name, by, status: "missing", said: "the server names no address of it" };
  const { status, said } = await compareRead(operation, asset, { open, sums: [sha256], size });
  return { name, by, status: status === "unknown" ? "missing" : status, said };
}

/** @throws PublishError that names every file which is not right. */
export function requireRight({ tag, webUrl }: Release, verdicts: readonly Verdict[]): void {
  const wrong = verdicts.filter(({ status }) => status !== "ok");
  if (wrong.length === 0) return;
  const list = wrong.map(({ name, status, said }) =>
    status === "missing" ? `${name} could not be downloaded: ${said}` : `${name} is not what was uploaded: ${said}`,
  );
  throw new PublishError({
    what: `${words.count(wrong.length, "file")} of ${tag} did not arrive as ${wrong.length === 1 ? "it was" : "they were"} sent (verify).`,
    said: list.join("\n"),
    hint: `The release is published: look at ${webUrl}. Run it again: a file that is not right is sent anew; if it stays so, delete it on the release's page first.`,
  });
}
