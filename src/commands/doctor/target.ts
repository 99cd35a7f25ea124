import { createClient } from "../../client";
import { orElse } from "../../errors";
import { type Authorities, type Http, type Paces, troublePlace } from "../../http";
import { type Finding, arranged, unknown, warning, wrong, wrongInput } from "../../model/finding";
import { createRunMemory } from "../../model/run-memory";
import { type Examining, examine } from "../../operations/examine";
import { abilitiesFound } from "../../operations/examine/abilities";
import type { Context } from "../../request/context";
import type { Gathered } from "../../request/gather";
import { InputError } from "../../request/problems";
import { claimToken } from "../../request/resolve";
import { locate } from "../../request/target/locate";
import { tellingToken } from "../../request/target/open";
import { askServer } from "../../request/target/probe";
import type { Target } from "../../request/target/target";
import type { TokenChoice } from "../../request/target/token";
import { tokenSources } from "../../request/target/token-sources";
import type { Stage } from "../../world";
import { silent, wantedOf } from "./wanted";
import { createEar, goTo } from "./way";

/** A target to look at. */
export interface Visiting {
  readonly context: Context;
  readonly gathered: Gathered;
  readonly authorities: readonly Authorities[];
  readonly paces: Paces;
  /** Hears of the token that is chosen. @throws InputError for one that is another's */
  readonly claim?: ((target: Target, token: TokenChoice) => void) | undefined;
}

/** What was found at a target. */
export interface Visited {
  readonly target: Target | undefined;
  readonly findings: readonly Finding[];
}

/** Goes to a target and looks at everything there that a run depends on. */
export async function visit(stage: Stage, at: Visiting): Promise<Visited> {
  const ear = createEar(stage.clock.now);
  const { inputs } = at.context;
  // Whoever asks what is wrong wants to know it now.
  const hasty = { ...inputs, retries: Math.min(inputs.retries, 1), max_wait: Math.min(inputs.max_wait, 10) };
  const http = createClient({ ...stage, paces: at.paces, heard: ear.heard }, hasty, at.authorities);
  try {
    const found = await find(at, http);
    if (found.target === undefined) return found;
    const { target } = found;
    const way = await goTo(target, { ...at, http });
    const here = await lookAt(stage, { ...at, target, http, ...way });
    const { words } = at.context.entries.names;
    // What a server says stays as it is; the other sentences call inputs as their user wrote them.
    const retold = here.map((one): Finding => {
      if (one.status !== "warning" && one.exitCode !== 2) return one;
      return { ...one, message: words(one.message), remedy: one.remedy && words(one.remedy) };
    });
    return { target, findings: arranged([...way.findings, ear.found(), ...retold]) };
  } finally {
    http.close();
  }
}

/** The target, found as publish finds it; or what stands in the way. */
function find({ context }: Visiting, http: Http): Promise<Visited> {
  const tell = (error: InputError): Finding[] =>
    error.problems.map((one) => wrongInput("server", context.entries.names.words(one)));
  const search = async (): Promise<Visited> => {
    const located = locate(context);
    if (located.kind === "known") return { target: located, findings: [] };
    const { forges } = context;
    return { target: await askServer(located, { forges, http, sources: tokenSources(context) }), findings: [] };
  };
  return orElse(search, (error) => ({
    target: undefined,
    findings: error instanceof InputError ? tell(error) : [wrong(troublePlace(error, false) ?? "server", error)],
  }));
}

interface There extends Visiting {
  readonly target: Target;
  readonly http: Http;
  readonly open: boolean;
  readonly throughProxy: boolean;
}

async function lookAt(stage: Stage, at: There): Promise<Finding[]> {
  const { context, target, http } = at;
  const { module, repository } = target;
  const problems: string[] = [];
  const sources = tokenSources(context);
  const token = claimToken(problems, target, { ...at, sources });
  const ofToken = [...sources.problems, ...problems].map((one) =>
    wrongInput("token", context.entries.names.words(one)),
  );
  const forge = await module.open({
    ...{ ...target, token: token?.token ?? "", automatic: token?.automatic ?? false },
    mayTravelPlain: token?.mayTravelPlain ?? (() => false),
    http: token === undefined ? http : tellingToken(http, token),
    log: { info: stage.log.debug, notice: stage.log.debug },
  });
  const isOpen = at.open && token !== undefined;
  const known = await wantedOf(at, { forge, token: isOpen ? token : undefined });
  const permission = module.permission(sources.inActions && target.ownServer);
  const operation = {
    forge,
    clock: stage.clock,
    memory: createRunMemory(""),
    log: { ...stage.log, expects: () => undefined, transfer: silent },
  };
  const examining = { ...operation, wanted: known.wanted, token: token?.from ?? "", permission, repository };
  return [
    ...ofToken,
    ...(token?.warnings ?? []).map((one) => warning("token", one, "Use https.")),
    ...(isOpen
      ? await examine({ ...examining, throughProxy: at.throughProxy } satisfies Examining)
      : unreached(at, token)),
    ...known.findings,
    ...(known.wanted === undefined ? [] : abilitiesFound(known.wanted, forge)),
  ];
}

/** What is left open where nothing can be asked for. */
function unreached({ open }: There, token: TokenChoice | undefined): Finding[] {
  const why = open ? "Not known: there is no token to ask with." : "Not known: the server was not reached.";
  const checks = ["repository", "rights", "tag", "release"] as const;
  const remedy = "Mend what is wrong above, and run this again.";
  const first =
    token === undefined
      ? []
      : [
          unknown(
            "token",
            `The token comes from ${token.from}; whether it works is not known: the server was not reached.`,
            remedy,
          ),
        ];
  return [...first, ...checks.map((check) => unknown(check, why, remedy))];
}

/** What a target is called in the list of checks. */
export function addressOf({ serverUrl, repository }: Target): string {
  return `${serverUrl}/${repository}`;
}
