import { afterEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { isInputName } from "../../src/request/inputs";
import { PAGES, ownBlocksOf } from "../docs/pages";
import { createWorkspace } from "../doors/bundle";
import { publicHosts } from "../http/public-hosts";
import { CASES } from "./shown";
import { type Values, allFilledIn } from "./steps";
import { workflow } from "./workflows";

/** Pages whose blocks are run elsewhere: beside GitLab's own runner, or as those of the page that they are a twin of. */
const ELSEWHERE = /^docs\/(gitlab\.md|zh\/|coming-from\/)|zh-CN/;

/** The blocks of a page that set inputs of ours: whole steps, or what stands in one. */
function blocksOf(page: string): { readonly inputs: object; readonly env: Values }[] {
  return ownBlocksOf(page).flatMap(({ language, text }) => {
    const said: unknown = language === "yaml" ? parse(text) : undefined;
    const [block]: readonly unknown[] = Array.isArray(said) ? said.filter(isOurs) : [said];
    if (typeof block !== "object" || block === null) return [];
    const isStep = "uses" in block || "with" in block;
    const inputs = "with" in block && typeof block.with === "object" ? (block.with ?? {}) : isStep ? {} : block;
    if (!Object.keys(inputs).every(isInputName)) return [];
    return [{ inputs, env: "env" in block ? (block.env as Values) : {} }];
  });
}

const isOurs = (step: unknown): boolean => JSON.stringify(step).includes("forge-release/forge-release@");

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

describe("what the pages show", () => {
  it.each(PAGES.filter((page) => !ELSEWHERE.test(page)))("is all run here: %s", (page) => {
    expect(CASES.filter((one) => one.page === page).map(({ at }) => at)).toEqual(blocksOf(page).map((_, at) => at));
  });

  it.each(CASES.map((one) => [`${one.page}, block ${one.at + 1}`, one] as const))("%s", async (_, one) => {
    const workspace = await createWorkspace(one.files);
    const { forges, environment, values, hosts } = await one.start(workspace);
    endings.push(() => workspace.close(), ...forges.map((forge) => () => forge.close()));
    const block = blocksOf(one.page)[one.at];
    const uses = "forge-release/forge-release@v0";
    const steps = workflow(stringify({ jobs: { release: { steps: [{ uses, with: block?.inputs }] } } }), values);
    const [step] = steps.flat();
    if (step?.kind !== "action") throw new Error("no step");
    const found = hosts === undefined ? {} : (await publicHosts(hosts, workspace)).environment;
    const env = { ...environment, ...allFilledIn(block?.env, values), ...found };
    const [own] = one.isPrivate === true ? forges : [];
    const place = own === undefined ? {} : { server_url: own.serverUrl, api_url: own.apiUrl };
    const ran = await workspace.action(env, { ...step.inputs, ...place });
    expect([ran.code, ran.log]).toEqual([0, expect.not.stringMatching(/^::(warning|error)/m)]);
    expect(forges.flatMap(({ repo }) => repo.seen())).toMatchObject(one.stands);
    expect(forges.flatMap(({ violations }) => violations)).toEqual([]);
  });
});
