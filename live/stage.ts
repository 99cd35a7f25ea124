import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Program, type Ran, TOKEN_VARIABLE } from "./program";
import type { Found, Place, Server } from "./server";

/** What did not hold, as a person would say it. */
export class Broken extends Error {}

/** What a release has to be; members that are not named may be anything. */
export interface Wanted {
  readonly title?: string;
  /** Found in the notes. */
  readonly notes?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** Content by name; exactly these. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** The hands of one scenario: tags and releases of its own on one server. */
export interface Stage {
  readonly server: Server;
  readonly place: Place;
  readonly head: string;
  /** Files of a run and bytes of the large one. */
  readonly size: Size;
  /** There are releases that this suite did not make. */
  readonly foreign: boolean;
  /** A new name, not yet on the server. */
  name(suffix?: string): string;
  /** The same, as a tag on the server. */
  tag(suffix?: string): Promise<string>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  read(path: string): Promise<string>;
  /** Publishes by flags; a first word is another command. */
  publish(words: readonly string[], options?: PublishOptions): Promise<Ran>;
  /** The only release of a tag, `undefined` if there is none. */
  release(tag: string): Promise<Found | undefined>;
  /** @throws {Broken} where the release is another, also after a few seconds */
  expect(tag: string, wanted: Wanted): Promise<Found>;
}

export interface Size {
  readonly files: number;
  /** Bytes. */
  readonly large: number;
}

export interface PublishOptions {
  readonly token?: string;
  readonly repository?: string;
  readonly killedAfter?: number;
  /** Without the flags that only publishing takes. */
  readonly plain?: true;
  /** Default 0. */
  readonly code?: number | "any";
}

interface Opening {
  readonly server: Server;
  readonly place: Place;
  readonly forge: string;
  readonly head: string;
  readonly size: Size;
  readonly foreign: boolean;
  /** Begins the name of every tag that this suite makes. */
  readonly mark: string;
  /** Of this scenario: part of its tags and its folder. */
  readonly nth: number;
  readonly folder: string;
  readonly made: Set<string>;
  readonly flags: readonly string[];
  readonly signal: AbortSignal;
  readonly program: Program;
  /** Who stands between the program and the server. */
  readonly between?: Between | undefined;
}

/** The server's addresses as the program is told them. */
export interface Between {
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** A tag was made beside the program. */
  noteTag(tag: string): void;
}

/** How long a list may lag behind a change. */
const PATIENCE = { tries: 8, first: 250 };

export function createStage(at: Opening): Stage {
  const { server, place, made } = at;
  let names = 0;
  let runs = 0;
  const name = (suffix = ""): string => {
    const tag = `${at.mark}-${at.nth}.${++names}.0${suffix}`;
    made.add(tag);
    return tag;
  };
  const release = async (tag: string): Promise<Found | undefined> => {
    const found = (await server.releases()).filter((one) => one.tag === tag);
    if (found.length > 1) throw new Broken(`${found.length} releases have the tag ${tag}`);
    return found[0];
  };
  return {
    server,
    place,
    head: at.head,
    size: at.size,
    foreign: at.foreign,
    name,
    release,
    async tag(suffix) {
      const tag = name(suffix);
      await server.makeTag?.(tag, at.head);
      at.between?.noteTag(tag);
      return tag;
    },
    async write(path, content) {
      await mkdir(dirname(join(at.folder, path)), { recursive: true });
      await writeFile(join(at.folder, path), content);
    },
    read: (path) => readFile(join(at.folder, path), "utf8"),
    async publish(words, options = {}) {
      const { serverUrl, apiUrl } = at.between ?? place;
      const where = [
        "--forge",
        at.forge,
        "--server-url",
        serverUrl,
        "--api-url",
        apiUrl,
        "--token-env",
        TOKEN_VARIABLE,
      ];
      const ran = await at.program({
        words: [
          ...words,
          "--repository",
          options.repository ?? place.repository,
          ...where,
          ...(options.plain === true ? [] : at.flags),
        ],
        folder: at.folder,
        outputs: options.plain === true ? undefined : join(at.folder, "..", `outputs-${++runs}.json`),
        tokens: { [TOKEN_VARIABLE]: options.token ?? place.token },
        signal: at.signal,
        ...(options.killedAfter !== undefined && { killedAfter: options.killedAfter }),
      });
      const { code = 0 } = options;
      if (code !== "any" && ran.code !== code)
        throw new Broken(`exit ${String(ran.code)} instead of ${code}: ${lastWords(ran.log)}`);
      return ran;
    },
    async expect(tag, wanted) {
      let wait = PATIENCE.first;
      for (let left = PATIENCE.tries; ; left--) {
        const found = await release(tag);
        const wrong = await differences(server, found, wanted);
        if (found !== undefined && wrong.length === 0) return found;
        if (left === 0) throw new Broken(wrong.join("; "));
        await place.sleep(wait);
        wait *= 1.5;
      }
    },
  };
}

/** The lines that tell why a run failed. */
function lastWords(log: string): string {
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-6).join(" / ").slice(0, 600);
}

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** @returns what is otherwise than wanted, as a person would say it */
export async function differences(server: Server, found: Found | undefined, wanted: Wanted): Promise<string[]> {
  if (found === undefined) return ["there is no release"];
  const wrong: string[] = [];
  const compare = (what: string, is: string | boolean, should: string | boolean | undefined): void => {
    if (should !== undefined && is !== should) wrong.push(`${what} is ${is} instead of ${should}`);
  };
  compare("the title", found.title, wanted.title);
  compare("draft", found.draft, wanted.draft);
  compare("prerelease", found.prerelease, wanted.prerelease);
  if (wanted.notes !== undefined && !found.notes.includes(wanted.notes))
    wrong.push(`the notes are “${found.notes.slice(0, 200)}”`);
  if (wanted.files === undefined) return wrong;
  const names = (list: readonly string[]): string => [...list].sort().join(", ");
  const there = names(found.files.map((file) => file.name));
  const should = names(Object.keys(wanted.files));
  if (there !== should) return [...wrong, `the files are ${there || "none"} instead of ${should || "none"}`];
  // A draft's files have addresses that strangers cannot reach.
  if (found.draft) return wrong;
  for (const { name, url } of found.files) {
    const content = await server.read(url).catch((error: unknown) => String(error));
    if (typeof content === "string") wrong.push(`${name} cannot be downloaded: ${content}`);
    else if (sha256(content) !== sha256(wanted.files[name] ?? "")) wrong.push(`${name} has other content`);
  }
  return wrong;
}
