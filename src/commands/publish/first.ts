import { CancelledError, explain, orElse } from "../../errors";
import type { Clock } from "../../forges/forge";
import { strangers } from "../../forges/kit/strangers";
import type { Content, Http } from "../../http";
import { inNotes } from "../../model/linked";
import type { Elsewhere, Plan } from "../../model/plan";
import type { Asset } from "../../model/release";
import type { WantedFile } from "../../model/request";
import { whyUnread } from "../../operations/compare-read";
import type { ElsewhereToLook } from "../../operations/publish/elsewhere";
import type { TargetEnded } from "../../report/several";

/** Milliseconds before a file that a stranger did not get is asked for again: copies of what was just published lag. */
const AGAIN = [500, 1500, 3000];

interface Asking {
  readonly http: Http;
  readonly clock: Clock;
}

/** What the first target has, for those that link to it. */
export function filesOfFirst({ address, end }: TargetEnded, asking: Asking): ElsewhereToLook {
  if ("error" in end) {
    if (end.error instanceof CancelledError) return nothing("the run was stopped.");
    return nothing(`the first target, ${address}, failed: ${explain(end.error).told.join(" ")}`);
  }
  const { outcome } = end;
  const isPublic = "planned" in outcome ? endsPublic(outcome.planned) : !outcome.published.release.draft;
  if (!isPublic) return nothing(`the release of the first target, ${address}, is a draft, which nobody else can see.`);
  const files = "planned" in outcome ? plannedFiles(outcome.planned) : outcome.published.files;
  const fileOf = (wanted: WantedFile): HeldFile | undefined => files.find(({ file }) => file.path === wanted.path);
  const addresses =
    "published" in outcome ? outcome.published.assets.map(({ downloadUrl }) => inNotes(downloadUrl)) : undefined;
  const asked = new Map<string, Promise<Elsewhere>>();
  const find = async (wanted: WantedFile): Promise<Elsewhere> => {
    const held = fileOf(wanted);
    if (held === undefined) return { problem: `it is none of the files of the first target, ${address}.` };
    const { status, asset } = held;
    if (status === "kept") return { problem: `the first target, ${address}, keeps other content under its name.` };
    if (status === "skipped" || status === "linked") return { problem: `the first target, ${address}, left it out.` };
    if (asset === undefined) return { url: undefined };
    return proved(asset, wanted, { ...asking, address });
  };
  return {
    problem: undefined,
    knows: (file) => fileOf(file) !== undefined,
    find(file) {
      const finding = asked.get(file.path) ?? find(file);
      asked.set(file.path, finding);
      return finding;
    },
    has: (url) => addresses?.includes(url) ?? true,
  };
}

interface HeldFile {
  readonly file: WantedFile;
  readonly status: Plan["files"][number]["status"];
  readonly asset: Asset | undefined;
}

function nothing(problem: string): ElsewhereToLook {
  return { problem, knows: () => false, find: () => Promise.resolve({ problem }), has: () => true };
}

/** Whether a plan ends with a public release. */
function endsPublic({ release, steps }: Plan): boolean {
  return (
    release?.draft === false ||
    steps.some((step) => step.do === "publish" || (step.do === "create" && !step.fields.draft))
  );
}

/** The addresses of files that are not there yet are not known. */
function plannedFiles({ release, files }: Plan): HeldFile[] {
  return files.map((step) => ({
    file: step.match.file,
    status: step.status,
    asset: step.status === "unchanged" && release?.draft === false ? step.asset : undefined,
  }));
}

/** A link is for strangers: one of them gets the file, in its whole length, or there is none. */
async function proved(
  asset: Asset,
  { size }: WantedFile,
  { http, clock, address }: Asking & { readonly address: string },
): Promise<Elsewhere> {
  const { downloadUrl: url, name } = asset;
  if (!/^https?:\/\//i.test(url)) return { problem: `the first target, ${address}, tells no address of it.` };
  const open = strangers({ http, serverUrl: new URL(url).origin });
  let said = "";
  for (const wait of [...AGAIN, undefined]) {
    const came = await orElse(async () => lengthOf(await open(asset), size), whyUnread);
    if (came === size) return { url };
    said = typeof came === "string" ? came : `${came} bytes came, and it has ${size}`;
    if (wait !== undefined) await clock.sleep(wait);
  }
  return {
    problem: `without a token ${name} cannot be downloaded from the first target (${url}): ${said}. Links need a public repository there; use oversized_files: skip where it is private.`,
  };
}

/** As it is told before the content, which is not read then; else what comes, up to one byte more than there may be. */
async function lengthOf(content: Content, most: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of content) {
    if (content.size !== undefined) return content.size;
    bytes += chunk.length;
    if (bytes > most) break;
  }
  return content.size ?? bytes;
}
