import { afterAll, expect, it } from "vitest";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../../scripts/bundle";
import { licenses, packagesIn } from "../../scripts/bundled";

const folder = mkdtempSync(join(tmpdir(), "bundled-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function pack(home: string, code: string, { license = "LICENSE", version = "1.0.0" } = {}): void {
  const name = home.split("node_modules/").at(-1) ?? "";
  write(
    `${home}/package.json`,
    JSON.stringify({ name, version, license: "MIT", type: "module", exports: "./index.js" }),
  );
  write(`${home}/index.js`, code);
  if (license !== "") write(`${home}/${license}`, `Words of ${name} ${version}\n`);
}

const packagesOf = async (code: string) => {
  write("index.js", code);
  return packagesIn(await bundle(join(folder, "index.js")));
};

it("packages of packages are told, each in the version that is in the bundle, and none that is not", async () => {
  pack("node_modules/outer", 'import inner from "@in/inner"; import twice from "twice"; export default inner + twice;');
  pack("node_modules/@in/inner", 'export default "inner";', { license: "licence.md" });
  pack("node_modules/twice", "export default 1;");
  pack("node_modules/outer/node_modules/twice", "export default 2;", { version: "2.0.0", license: "COPYING" });
  pack("node_modules/builder", "export default 3;");
  const packages = await packagesOf('import outer from "outer"; console.log(outer);');
  expect(licenses(packages)).toBe(
    "@in/inner 1.0.0\nMIT\n\nWords of @in/inner 1.0.0\n\n" +
      "outer 1.0.0\nMIT\n\nWords of outer 1.0.0\n\ntwice 2.0.0\nMIT\n\nWords of twice 2.0.0\n",
  );
});

it("a package without its license stops the build", async () => {
  pack("node_modules/bare", "export default 1;", { license: "" });
  await expect(packagesOf('import bare from "bare"; console.log(bare);')).rejects.toThrow(
    "bare 1.0.0 has no file with its license",
  );
});
