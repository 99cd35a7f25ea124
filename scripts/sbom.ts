import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";

/**
 * The bill of materials of dist/ in the form of CycloneDX, on standard output: `node scripts/sbom.ts > sbom.cdx.json`.
 * npm writes it from the lock file. What is bundled are development dependencies, as hundreds of others are: those that
 * dist/licenses.txt tells stay, and are required. It needs nothing but Node 24 and npm, nothing is installed.
 */
interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly name: string }[];
}

interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const words = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"];
const bill = JSON.parse(
  execFileSync("npm", words, { encoding: "utf8", maxBuffer: 2 ** 28, shell: process.platform === "win32" }),
) as Bill;
const { name } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string };

const bundled = [...readFileSync("dist/licenses.txt", "utf8").matchAll(/^((?:@\S+\/)?\S+) (\d+\.\d+\.\d+\S*)$/gm)];
const components = bundled.map(([, one = "", version = ""]) => {
  const found = bill.components.find((each) => each.name === one && each.version === version);
  if (found === undefined) throw new Error(`dist/licenses.txt has ${one} ${version}, which package-lock.json has not`);
  const properties = (found.properties ?? []).filter((each) => each.name !== "cdx:npm:package:development");
  return { ...found, scope: "required", properties };
});

const files = readdirSync("dist", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => statSync(`dist/${file}`).isFile())
  .sort()
  .map((file) => ({
    type: "file",
    "bom-ref": `dist/${file}`,
    name: `dist/${file}`,
    hashes: [
      {
        alg: "SHA-256",
        content: createHash("sha256")
          .update(readFileSync(`dist/${file}`))
          .digest("hex"),
      },
    ],
  }));

const refs = components.map((each) => each["bom-ref"]);
const [own, ...others] = [bill.metadata.component["bom-ref"], ...refs];
const dependencies = others.map((ref) => ({
  ref,
  dependsOn: (bill.dependencies.find((each) => each.ref === ref)?.dependsOn ?? []).filter((one) => refs.includes(one)),
}));
const component = { ...bill.metadata.component, name, components: files };
const lifecycles = [{ phase: "post-build" }];
console.log(
  JSON.stringify(
    {
      ...bill,
      metadata: { ...bill.metadata, lifecycles, component },
      components,
      dependencies: [{ ref: own, dependsOn: refs }, ...dependencies],
    },
    null,
    2,
  ),
);
