import type { Output } from "../ci/ci";
import { harmless, plainJson } from "../model/plain-text";
import { type Outputs, allOutputs } from "./outputs";

/** Prints the outputs of publish on standard output: as JSON, or the address of the release alone where there is one. */
export function printer(what: "json" | "url", out: Output): (outputs: Outputs) => void {
  return (outputs) => {
    const url = outputs.get("url") ?? "";
    if (what === "json") out.write(`${plainJson(allOutputs(outputs))}\n`);
    else if (url !== "") out.write(`${harmless(url)}\n`);
  };
}
