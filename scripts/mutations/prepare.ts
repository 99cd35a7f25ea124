import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Fault } from "./faults";
import type { Hunted } from "./hunt";
import { createImporters } from "./imports";
import { callOf } from "./orders";
import { type Piece, before } from "./pieces";
import type { Compiler } from "./types";

/** Finds the suites that load each fault's file, and puts a call in front of all that would run into a fault. */
export function prepare(
  faults: readonly Fault[],
  compiler: Compiler,
): { readonly hunted: Hunted[]; readonly mapped: Record<string, string> } {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
    encoding: "utf8",
  });
  const texts = new Map(
    listed
      .trim()
      .split("\n")
      .map((file) => [file, readFileSync(file, "utf8")]),
  );
  const importersOf = createImporters(texts);
  const calls = new Map<string, { piece: Piece; call: string }[]>();
  const hunted = faults.map((fault, place) => {
    const { file, place: piece } = fault;
    const constant = piece.called ? undefined : piece.owner;
    for (const mention of constant === undefined ? [{ file, piece }] : compiler.mentions(file, constant))
      calls.set(mention.file, [
        ...(calls.get(mention.file) ?? []),
        { piece: mention.piece, call: callOf(place, mention.file) },
      ]);
    return { fault, place, suites: [...importersOf(file)] };
  });
  const mapped = [...calls].map(([file, put]) => [file, before(texts.get(file) ?? "", put)]);
  return { hunted, mapped: Object.fromEntries(mapped) };
}
