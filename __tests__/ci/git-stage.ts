import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./ci-stage";

/** A real repository, made by git itself. */
export interface Made {
  readonly folder: string;
  git(...words: string[]): string;
  commit(message?: string): string;
}

/** Runs git as somebody whose own configuration says nothing. */
export function gitIn(at: string, ...words: string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
  const env = { PATH: process.env.PATH, HOME: at, GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", [...who, "-c", "protocol.file.allow=always", ...words], {
    cwd: at,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

export async function repository({ at, init = [] }: { at?: string; init?: readonly string[] } = {}): Promise<Made> {
  const place = at ?? join(await folder(), "app");
  mkdirSync(place, { recursive: true });
  gitIn(place, "init", "--quiet", ...init);
  return {
    folder: place,
    git: (...words) => gitIn(place, ...words),
    commit(message = "one") {
      gitIn(place, "commit", "--quiet", "--allow-empty", "-m", message);
      return gitIn(place, "rev-parse", "HEAD");
    },
  };
}
