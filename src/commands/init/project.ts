import { lstat, open } from "node:fs/promises";
import { basename, join } from "node:path";
import { PLAIN } from "../../disk/paths";
import type { Project } from "./fill";

/** Bytes of a file that is looked into. */
const MOST = 1024 * 1024;
/** Folders that builds leave their files in. */
const OUTPUTS = ["dist", "build", "out", "release"];
/** A name that needs no quotes, wherever it is put. */
const PLAIN_NAME = /^[A-Za-z0-9][\w.-]{0,99}$/;

/** Looks at what a project is made of. Nothing is followed and nothing is run. @param folder absolute, real */
export async function readProject(folder: string, prefix: string): Promise<Project> {
  const [manifest, makefile] = await Promise.all(
    ["package.json", "Makefile"].map((name) => readText(join(folder, name))),
  );
  const about = parsed(manifest);
  const outputs = await Promise.all(OUTPUTS.map((name) => isKind(join(folder, name), "folder")));
  const own = typeof about.name === "string" ? about.name.replace(/^@[^/]*\//, "") : "";
  const named = [own, basename(folder)].find((name) => PLAIN_NAME.test(name));
  return {
    prefix,
    name: named ?? "app",
    output: OUTPUTS[outputs.indexOf(true)] ?? "dist",
    build: await buildOf(folder, { about, makefile }),
    notes: await notesOf(folder),
  };
}

async function buildOf(
  folder: string,
  {
    about,
    makefile = "",
  }: { readonly about: Readonly<Record<string, unknown>>; readonly makefile: string | undefined },
): Promise<Project["build"]> {
  if (/^dist:/m.test(makefile)) return { command: "make dist", needsNode: false };
  const { scripts } = about;
  if (typeof scripts === "object" && scripts !== null && "build" in scripts) {
    const locks = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock"];
    const found = await Promise.all(locks.map((name) => isKind(join(folder, name), "file")));
    const [npm, pnpm, yarn] = found;
    const command = npm
      ? "npm ci && npm run build"
      : pnpm
        ? "corepack enable && pnpm install --frozen-lockfile && pnpm run build"
        : yarn
          ? "corepack enable && yarn install && yarn run build"
          : "npm install && npm run build";
    return { command, needsNode: true };
  }
  return undefined;
}

async function notesOf(folder: string): Promise<Project["notes"]> {
  if (await isKind(join(folder, "CHANGELOG.md"), "file")) return { file: "CHANGELOG.md", kind: "changelog" };
  return (await isKind(join(folder, "NOTES.md"), "file")) ? { file: "NOTES.md", kind: "notes" } : undefined;
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function isKind(path: string, kind: "file" | "folder"): Promise<boolean> {
  const about = await lstat(path).catch(() => undefined);
  return kind === "file" ? about?.isFile() === true : about?.isDirectory() === true;
}

/** The text of a plain file; `undefined` for anything else. */
async function readText(path: string): Promise<string | undefined> {
  if (!(await isKind(path, "file"))) return undefined;
  const handle = await open(path, PLAIN).catch(() => undefined);
  try {
    const { bytesRead, buffer } = (await handle?.read(Buffer.alloc(MOST), 0, MOST, 0)) ?? {
      bytesRead: 0,
      buffer: Buffer.alloc(0),
    };
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle?.close();
  }
}
