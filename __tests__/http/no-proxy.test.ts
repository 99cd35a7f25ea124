import { describe, expect, it } from "vitest";
import { isUnproxied } from "../../src/http/connect/no-proxy";

const unproxied = (url: string, noProxy: string): boolean => isUnproxied(new URL(url), noProxy);

describe("NO_PROXY", () => {
  it.each<[string, string]>([
    ["https://git.company.test", "git.company.test"],
    ["https://git.company.test", "company.test"],
    ["https://git.company.test", ".company.test"],
    ["https://company.test", ".company.test"],
    ["https://git.company.test", "*.company.test"],
    ["https://GIT.company.test.", "Git.Company.Test."],
    ["https://git.company.test", "a.test, git.company.test ,b.test"],
    ["https://git.company.test", "a.test git.company.test"],
    ["https://git.company.test", "*"],
    ["https://git.company.test", "git.company.test:443"],
    ["http://git.company.test", "git.company.test:80"],
    ["https://git.company.test:8443", "company.test:8443"],
    ["https://10.1.2.3", "10.0.0.0/8"],
    ["http://172.31.255.1:3000", "127.0.0.1,172.16.0.0/12"],
    ["https://192.168.1.7", "192.168.1.7/32"],
    ["https://192.168.1.7", "0.0.0.0/0"],
    ["https://10.1.2.3", "10.1.2.3"],
    ["https://10.1.2.3:3000", "10.1.2.3:3000"],
    ["https://10.1.2.3", "10.*"],
    ["https://[fd12::1]", "fd00::/8"],
    ["https://[fd12::1]", "[fd00::]/8"],
    ["https://[fd12::1]", "fd12:0:0::0:1"],
    ["https://[fd12::1]:3000", "[fd12::1]:3000"],
    ["https://[::1]", "[::1]"],
    ["https://[::ffff:10.1.2.3]", "10.0.0.0/8"],
  ])("lets %s pass by: %s", (url, noProxy) => {
    expect(unproxied(url, noProxy)).toBe(true);
  });

  it.each<[string, string]>([
    ["https://git.company.test", ""],
    ["https://git.company.test", " , "],
    ["https://mycompany.test", "company.test"],
    ["https://company.test.evil.test", "company.test"],
    ["https://git.company.test", "git.company.test:80"],
    ["https://11.1.2.3", "10.0.0.0/8"],
    ["https://110.0.0.1", "10.*"],
    ["https://10.1.2.3", "10.0.0.0/33"],
    ["https://10.1.2.3", "10.0.0.0/"],
    ["https://10.1.2.3", "10.0.0.0/8x"],
    ["https://10.1.2.3", "10.1.2"],
    ["https://10.1.2.3:3000", "10.1.2.3:80"],
    ["https://10.git.test", "10.0.0.0/8"],
    ["https://[fe80::1]", "fd00::/8"],
    ["https://[fd12::1]:3000", "[fd12::1]:80"],
  ])("sends %s through the proxy: %s", (url, noProxy) => {
    expect(unproxied(url, noProxy)).toBe(false);
  });
});
