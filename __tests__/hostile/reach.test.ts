import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runIn } from "../ci/run-stage";
import { asInputs } from "../doors/bundle";
import { type Net, castNet, checkouts } from "./net";
import { type Naming, PLACES, type Place, hostsAllowed, mayHave, namings, variablesOf } from "./reach-rules";

// A proxy hears every connection of every run: each CI, each forge, each way to name a target, each remote. None goes
// to a host that the rules of the contract do not allow, and no token to one that it is not for.

/** Remotes of the checkout: none, a public host, and a server that nobody knows. */
const REMOTES: Readonly<Record<string, string>> = {
  none: "",
  "github.com": "git@github.com:o/r.git",
  "git.company.test": "https://git.company.test/o/r",
};

let at: Awaited<ReturnType<typeof checkouts>>;
beforeAll(async () => {
  at = await checkouts(REMOTES);
});
afterAll(() => at.close());

interface Row {
  readonly naming: Naming;
  readonly remote: string;
  readonly given: boolean;
}

const ROWS: readonly Row[] = namings().flatMap((naming) => {
  // Where an input names the server, the remote has nothing to say, and one is enough to see that.
  const remotes = naming.named === undefined && naming.inputs.repository === undefined ? Object.keys(REMOTES) : [];
  const each = remotes.length === 0 ? ["git.company.test"] : remotes;
  return each.flatMap((remote) => [true, false].map((given) => ({ naming, remote, given })));
});

async function reached(place: Place, { naming, remote, given }: Row) {
  // One for each run: what was on its way when it ended is still heard as its own.
  const net: Net = await castNet();
  const inputs = { ...naming.inputs, retries: "0", ...(given ? { token: "given-as-an-input" } : {}) };
  const env = { ...place.env, ...variablesOf(place.env), ...net.environment, ...asInputs(inputs) };
  const folder = at.folders[remote] ?? "";
  const ran = await runIn({ env, folder, argv: ["--working-directory", folder] });
  const token = /^forge: .*; token: (?:the input )?([^\s,]+)/m.exec(ran.said)?.[1];
  return { ...ran, token, net };
}

describe.each(Object.entries(PLACES))("in %s", (_, place) => {
  it("no connection goes to a host that is not allowed, and no token to one that it is not for", async () => {
    const wrong: string[] = [];
    let connections = 0;
    const runs: (Row & Awaited<ReturnType<typeof reached>>)[] = [];
    for (const row of ROWS) runs.push({ ...row, ...(await reached(place, row)) });
    for (const { net, code, token, said, ...row } of runs) {
      const heard = net.heard();
      const allowed = hostsAllowed(place, row.naming, row.remote === "none" ? "" : row.remote);
      const about = `${JSON.stringify({ ...row, allowed, token })} ${said.split("\n").slice(-3).join(" ").slice(0, 300)}`;
      connections += heard.length;
      for (const host of heard) {
        if (!allowed.includes(host)) wrong.push(`${host}: ${about}`);
        if (token !== undefined && !mayHave(token, host, place, row.naming))
          wrong.push(`${token} to ${host}: ${about}`);
      }
      if (heard.length === 0 && code !== 2) wrong.push(`exit ${code}, and nothing was asked: ${about}`);
      // With a token of the user's own there is always a host that may be asked.
      // So is a remote whose path no repository of that forge can have.
      const isNameless = /repository is not given|must have the form ~user\/repository/.test(said);
      if (heard.length === 0 && row.given && allowed.length > 0 && !isNameless)
        wrong.push(`nothing was asked: ${about}`);
    }
    expect(wrong).toEqual([]);
    expect(connections).toBeGreaterThan(ROWS.length / 3);
  }, 120_000);
});
