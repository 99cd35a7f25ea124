export const id = 703;
export const ids = [703];
export const modules = {

/***/ 8703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  collectFiles: () => (/* binding */ collectFiles)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/request/file-list.ts

/** Order by code units: the same on every machine, whatever its language. */
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** Path as people write it: relative to the base when it lies below, else absolute; always with `/`. */
function shown(absolute, base) {
    const inside = (0,external_node_path_.relative)(base, absolute);
    const outside = inside === "" || inside === ".." || inside.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(inside);
    return (outside ? absolute : inside).replaceAll(external_node_path_.sep, "/");
}
/** Whether a path is a folder or lies below it; both absolute. */
function isWithin(absolute, folder) {
    return absolute === folder || absolute.startsWith(folder.endsWith(external_node_path_.sep) ? folder : folder + external_node_path_.sep);
}
const byName = (a, b) => compare((0,external_node_path_.basename)(a.absolute), (0,external_node_path_.basename)(b.absolute)) || compare(a.absolute, b.absolute);
/** One match for each real file, sorted by name; a file itself is preferred to links that lead to it. */
function distinct(matches) {
    const first = new Map();
    for (const match of [...matches].sort((a, b) => Number(a.link) - Number(b.link) || byName(a, b))) {
        if (!first.has(match.real))
            first.set(match.real, match);
    }
    return [...first.values()].sort(byName);
}
/**
 * Adds the matches of one pattern. A file that is there already is not taken twice: it gets the label or the name that
 * this pattern gives, if it has none yet. Only another name makes a second asset of it.
 */
function take(list, more) {
    const next = [...list];
    const places = new Map();
    next.forEach(({ match }, place) => places.set(match.real, [...(places.get(match.real) ?? []), place]));
    for (const match of more.matches) {
        const same = (places.get(match.real) ?? []).flatMap((place) => {
            const taken = next[place];
            return taken === undefined ? [] : [{ place, taken }];
        });
        const fitting = more.name === undefined
            ? same
            : same
                .filter(({ taken }) => taken.name === more.name)
                .concat(same.filter((one) => one.taken.name === undefined))
                .slice(0, 1);
        for (const { place, taken } of fitting) {
            next[place] = { match: taken.match, name: taken.name ?? more.name, label: taken.label || more.label };
        }
        if (fitting.length === 0)
            next.push({ match, name: more.name, label: more.label });
    }
    return next;
}
/** Notices about links that would have given a file a second name. */
function doubles(matches, have) {
    const kept = new Map(have.list.map(({ match }) => [match.real, match.absolute]));
    return matches.flatMap(({ absolute, real }) => {
        const other = kept.get(real) ?? absolute;
        if ((0,external_node_path_.basename)(other) === (0,external_node_path_.basename)(absolute))
            return [];
        const [one, two] = [shown(other, have.base), shown(absolute, have.base)];
        return [
            `files: "${two}" is the same file as "${one}" and is uploaded once. For both names write ` +
                `"${one} => ${(0,external_node_path_.basename)(other)}" and "${two} => ${(0,external_node_path_.basename)(absolute)}".`,
        ];
    });
}
/** A sentence for each name that two or more files want. */
function clashes(files) {
    const wanted = new Map();
    for (const file of files)
        wanted.set(file.name, [...(wanted.get(file.name) ?? []), file]);
    return [...wanted].flatMap(([name, same]) => {
        const last = same.at(-1);
        if (last === undefined || same.length < 2)
            return [];
        const other = last.path.split("/").filter(Boolean).slice(-2).join("-");
        return [
            `files: ${same.map(({ path }) => `"${path}"`).join(" and ")} would have the same name "${name}" on the release. ` +
                `Rename one: "${last.path} => ${last.path.includes("/") && other !== name ? other : `other-${name}`}".`,
        ];
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/request/file-lookup.ts

/** The system's code of an error (`ENOENT`), or empty. Asks no class: errors of another realm count as well. */
function errorCode(error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
    return typeof code === "string" ? code : "";
}
/** Looks at an absolute path, following symbolic links; never throws. */
async function lookup(absolute) {
    try {
        const there = await (0,promises_.stat)(absolute);
        if (!there.isFile() && !there.isDirectory())
            return { kind: "special" };
        const real = await (0,promises_.realpath)(absolute);
        if (there.isDirectory())
            return { kind: "folder", real };
        const link = (await (0,promises_.lstat)(absolute)).isSymbolicLink();
        return { kind: "file", match: { absolute, real, link, size: there.size } };
    }
    catch (error) {
        const link = await (0,promises_.lstat)(absolute).then((there) => there.isSymbolicLink(), () => false);
        return { kind: link ? "broken link" : "missing", code: errorCode(error) };
    }
}
/** Size in bytes of a file that can be read, measured on the open file; else the system's code of why it cannot. */
async function measure(absolute) {
    try {
        const file = await (0,promises_.open)(absolute, "r");
        try {
            return { size: (await file.stat()).size };
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        return { code: errorCode(error) };
    }
}

// EXTERNAL MODULE: ./node_modules/brace-expansion/dist/esm/index.js + 1 modules
var esm = __webpack_require__(9540);
;// CONCATENATED MODULE: ./src/request/patterns.ts

/** More alternatives than anyone writes by hand; beyond it a pattern is refused instead of being cut short. */
const MOST_ALTERNATIVES = 10_000;
/** Length of the escaped character, `[class]` or balanced `{group}` that starts `text`; 0 when none does. */
function groupLength(text, windows) {
    if (!windows && text.startsWith("\\"))
        return Math.min(2, text.length);
    if (text.startsWith("["))
        return /^\[[!^]?\]?[^\]/]*\]/.exec(text)?.[0].length ?? 0;
    if (!text.startsWith("{"))
        return 0;
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
        const char = text.charAt(at);
        if (char === "\\" && !windows)
            at += 1;
        else if (char === "{")
            depth += 1;
        else if (char === "}" && (depth -= 1) === 0)
            return at + 1;
    }
    return 0;
}
/** Positions in `text` that lie outside braces and brackets and are not escaped. */
function openPositions(text, windows) {
    const open = [];
    for (let at = 0; at < text.length;) {
        const length = groupLength(text.slice(at), windows);
        if (length === 0)
            open.push(at);
        at += Math.max(1, length);
    }
    return open;
}
/** Splits a line at its commas, except those inside braces or brackets; pieces are trimmed, empty ones dropped. */
function splitCommas(line, windows) {
    const cuts = openPositions(line, windows).filter((at) => line.charAt(at) === ",");
    return [...cuts, line.length]
        .map((end, index) => line.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1, end).trim())
        .filter((piece) => piece !== "");
}
function readingCutAt(piece, at) {
    const path = piece.slice(0, at).trim();
    if (piece.charAt(at) === "#")
        return { negated: false, path, name: undefined, label: piece.slice(at + 1).trim() };
    const after = piece.slice(at + 2);
    const hash = after.includes("#") ? after.indexOf("#") : after.length;
    return { negated: false, path, name: after.slice(0, hash).trim(), label: after.slice(hash + 1).trim() };
}
/**
 * The ways to read one piece. `plain` cuts at the first `#` or `=>` outside braces and brackets. `ifThere` holds every
 * other cut as well, shortest path first: one whose path is an existing file is what was meant (`a#1.txt#label`).
 */
function readings(piece, windows) {
    if (piece.startsWith("!")) {
        const taken = { negated: true, path: piece.slice(1).trim(), name: undefined, label: "" };
        return { plain: taken, ifThere: [taken] };
    }
    const cuts = [...piece.matchAll(/#|=>/g)].map((match) => match.index);
    const open = new Set(openPositions(piece, windows));
    const first = cuts.find((at) => open.has(at));
    const whole = { negated: false, path: piece.trim(), name: undefined, label: "" };
    return {
        plain: first === undefined ? whole : readingCutAt(piece, first),
        ifThere: cuts.map((at) => readingCutAt(piece, at)),
    };
}
/**
 * Every pattern that `{a,b}` and `{1..3}` stand for, with `/` between folders; the pattern itself when it has none.
 * @throws RangeError for more than 10,000 of them.
 */
function expandBraces(pattern, windows) {
    const slashed = windows ? pattern.replaceAll("\\", "/") : pattern;
    const all = (0,esm/* expand */.fT)(slashed, { max: MOST_ALTERNATIVES + 1 });
    if (all.length > MOST_ALTERNATIVES) {
        throw new RangeError(`its braces stand for more than ${MOST_ALTERNATIVES} patterns`);
    }
    return [...new Set(all)];
}
/** Whether a path segment needs a glob: `*`, `?`, `[…]`, or outside Windows an escape. */
function isMagic(segment, windows) {
    return /[*?]|\[.+\]/.test(segment) || (!windows && segment.includes("\\"));
}
/** Takes a pattern (braces expanded, `/` between folders) apart at the first segment that needs a glob. */
function takeApart(pattern, windows) {
    const root = (windows ? /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/?|\/)/ : /^\//).exec(pattern)?.[0] ?? "";
    const segments = pattern
        .slice(root.length)
        .split("/")
        .filter((segment) => segment !== "" && segment !== ".");
    const magic = segments.findIndex((segment) => isMagic(segment, windows));
    const literals = magic < 0 ? segments : segments.slice(0, magic);
    return {
        start: root + literals.join("/"),
        rest: magic < 0 ? [] : segments.slice(magic),
        foldersOnly: /(?:^|\/)\.?$/.test(pattern),
    };
}
/**
 * A path as a pattern for @actions/glob that matches this path and nothing else but, where the path holds a line break,
 * its look-alikes: glob reads one pattern a line and trims it, so a break becomes `?`.
 */
function escapeGlob(path, windows) {
    return (windows ? path : path.replaceAll("\\", "\\\\"))
        .replace(/[[*?]/g, "[$&]")
        .replaceAll("\n", "?")
        .replace(/\s$/, "[$&]");
}
/** How many of these path segments are hidden: start with a dot and are neither `.` nor `..`. */
function countHidden(segments) {
    return segments.filter((segment) => /^\.(?!\.?$)/.test(segment)).length;
}

;// CONCATENATED MODULE: ./src/request/file-walk.ts


/** Segments that one search settles: leading `**`s and the one that follows them. */
function headLength(rest) {
    const first = rest.findIndex((segment) => segment !== "**");
    return first < 0 ? rest.length : first + 1;
}
function byFolder(starts) {
    const folders = new Map();
    for (const { dir, rest } of starts)
        folders.set(dir, [...(folders.get(dir) ?? []), rest]);
    return folders;
}
/**
 * Follows patterns folder by folder to the paths they name, which need not exist.
 *
 * One search never goes through a symbolic link, so a pattern is cut after each segment that is not `**`: what that
 * segment names is entered even if it is a link (`packages/*`+`/dist`, `**`+`/latest`+`/*`), and only `**` stays out of
 * links. Last segments in one folder are searched for together, so `**`+`/*.{zip,deb}` walks the tree once.
 */
async function walk(way) {
    const found = [];
    for (let level = way.starts; level.length > 0;) {
        const next = [];
        for (const [dir, rests] of byFolder(level)) {
            const last = [];
            for (const rest of rests) {
                const [first = "", ...others] = rest;
                const length = headLength(rest);
                if (rest.length === 0)
                    found.push(dir);
                else if (length === 1 && first !== "**" && !isMagic(first, way.windows)) {
                    next.push({ dir: (0,external_node_path_.join)(dir, first), rest: others });
                }
                else if (length === rest.length)
                    last.push(rest);
                else {
                    for (const entry of await way.find(dir, [rest.slice(0, length)])) {
                        next.push({ dir: entry, rest: rest.slice(length) });
                    }
                }
            }
            if (last.length > 0)
                for (const entry of await way.find(dir, last))
                    found.push(entry);
        }
        level = next;
    }
    return [...new Set(found)];
}

;// CONCATENATED MODULE: ./src/request/file-search.ts





/** Paths looked at together: enough to keep Node's four file threads busy. */
const AT_ONCE = 64;
function patternsOf(path, at) {
    return expandBraces(path, at.windows).map((pattern) => {
        const { start, rest, foldersOnly } = takeApart(pattern, at.windows);
        return { dir: (0,external_node_path_.resolve)(at.base, start), rest, foldersOnly };
    });
}
/** Test for files that are never uploaded: anything in a `.git`, and the given absolute paths. */
async function barrier(base, never) {
    const real = async (path) => {
        const there = await lookup(path);
        return there.kind === "file" ? there.match.real : there.kind === "folder" ? there.real : path;
    };
    const paths = new Set([...never.map((path) => (0,external_node_path_.resolve)(path)), ...(await Promise.all(never.map(real)))]);
    const realBase = await real(base);
    // A checkout may itself lie below a `.git` (a submodule's): only what is below the base counts.
    const inGit = (path, from) => shown(path, from).toLowerCase().split("/").includes(".git");
    return ({ absolute, real: target }) => paths.has(absolute) || paths.has(target) || inGit(absolute, base) || inGit(target, realBase);
}
/** Finds the files that a piece of the input names. @throws what a bad pattern or an unreadable folder throws. */
async function findFiles(wish, at) {
    const patterns = wish.literal === undefined ? patternsOf(wish.reading.path, at) : [];
    const named = new Set(patterns.filter(({ rest }) => rest.length === 0).map(({ dir }) => dir));
    const starts = patterns.filter(({ foldersOnly }) => !foldersOnly);
    const paths = wish.literal === undefined ? await walk({ starts, find: at.find, windows: at.windows }) : [];
    const matches = [];
    const broken = [];
    let folders = patterns.some(({ foldersOnly }) => foldersOnly);
    if (wish.literal !== undefined)
        matches.push(wish.literal);
    for (let done = 0; done < paths.length; done += AT_ONCE) {
        const some = paths.slice(done, done + AT_ONCE);
        for (const [path, there] of await Promise.all(some.map(async (one) => [one, await lookup(one)]))) {
            if (there.kind === "file")
                matches.push(there.match);
            else if (there.kind === "folder")
                folders = true;
            else if (there.kind === "broken link" && named.has(path)) {
                broken.push({ path: shown(path, at.base), code: there.code });
            }
        }
    }
    const allowed = matches.filter((match) => !at.barred(match));
    return { matches: allowed, folders, barred: allowed.length < matches.length, broken };
}
/** The list without what a `!` piece names: files, and all that lies in folders, hidden or not. */
async function takeAway(wish, from) {
    const { list, at } = from;
    const named = wish.literal === undefined ? patternsOf(wish.reading.path, at) : [];
    const plain = new Set(wish.literal === undefined ? [] : [wish.literal.absolute, wish.literal.real]);
    for (const { dir, rest } of named) {
        if (rest.length > 0)
            continue;
        const there = await lookup(dir);
        plain.add(dir);
        if (there.kind === "file")
            plain.add(there.match.real);
        if (there.kind === "folder")
            plain.add(there.real);
    }
    const globs = named.filter(({ rest }) => rest.length > 0);
    const paths = list.map(({ match }) => match.absolute);
    const spared = globs.length === 0 ? new Set(paths) : await at.spared(paths, globs);
    return list.filter(({ match }) => spared.has(match.absolute) &&
        ![...plain].some((gone) => isWithin(match.absolute, gone) || isWithin(match.real, gone)));
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/request/file-hints.ts




/** The first name on the way that is not there as written, and the way with right capitals if there is one. */
async function nearest(start, base) {
    const root = /^(?:[A-Za-z]:\/|\/+)/.exec(start)?.[0] ?? "";
    const way = [];
    let respelt = false;
    for (const segment of start.slice(root.length).split("/").filter(Boolean)) {
        const names = await (0,promises_.readdir)((0,external_node_path_.resolve)(base, root + way.join("/"))).catch(() => []);
        const near = names.find((name) => name.toLowerCase() === segment.toLowerCase());
        const plain = segment === ".." || names.includes(segment);
        if (!plain && near === undefined)
            return { missing: root + [...way, segment].join("/") };
        respelt ||= !plain;
        way.push(plain ? segment : (near ?? segment));
    }
    return respelt ? { instead: root + way.join("/") } : {};
}
async function nearMiss(at) {
    const [pattern = at.path] = expandBraces(at.path, at.windows);
    const { start, rest } = takeApart(pattern, at.windows);
    const { missing, instead } = await nearest(start, at.base);
    if (instead !== undefined)
        return `Did you mean "${[instead, ...rest].join("/")}"? Capitals count.`;
    if (missing !== undefined && (rest.length > 0 || missing !== start))
        return `There is no folder "${missing}".`;
    return "";
}
/** One sentence on why a pattern may match nothing and what to write instead; empty when nothing comes near. */
async function hintFor(at) {
    const path = at.path.replace(/[\\/]+$/, "");
    const named = await lookup((0,external_node_path_.resolve)(at.base, path));
    if (named.kind === "folder")
        return `"${path}" is a folder; write ${path}/** for its files.`;
    if (named.kind === "special")
        return `"${path}" is not a regular file.`;
    if (at.barred)
        return "What lies in .git and the file for the outputs are never uploaded.";
    if (at.folders)
        return `It matches only folders; write ${path}/** for their files.`;
    if (named.kind === "missing" && /^E(?:ACCES|PERM)$/.test(named.code))
        return `The way there is closed (${named.code}).`;
    for (const word of path.split(/\s+/)) {
        if (word === path || word === "")
            continue;
        const kind = (await lookup((0,external_node_path_.resolve)(at.base, word))).kind;
        if (kind === "file")
            return `"${word}" exists: write one pattern a line, or commas between them.`;
    }
    if (!at.windows && path.includes("\\"))
        return "Folders are separated by / here; \\ takes the next character as it is.";
    if (path.startsWith("~"))
        return "~ is not replaced by the home folder here.";
    return nearMiss(at);
}

;// CONCATENATED MODULE: ./src/request/file-take.ts





/** How many paths a sentence names before it only counts. */
const NAMED = 5;
function malformed({ text, reading: { path, name } }) {
    if (path === "")
        return `files: "${text}" names no file.`;
    if (name === "")
        return `files: "${text}" renames to an empty name.`;
    if (name !== undefined && (/[/\\]/.test(name) || /^\.\.?$/.test(name))) {
        return `files: "${text}" renames to "${name}", but names on a release have no folders.`;
    }
    return undefined;
}
function searchTrouble(text, error) {
    const said = (0,errors/* explain */.WE)(error)
        .join(" ")
        .replace(/^Error: /, "");
    // The system's codes are like EACCES; Node's own (ERR_ASSERTION, from glob) are about the pattern.
    const verb = /^E[A-Z0-9]+$/.test(errorCode(error)) ? "cannot be searched for" : "is not a pattern that can be read";
    return `files: "${text}" ${verb}: ${said.replace(/\.$/, "")}.`;
}
async function unmatched(wish, found, at) {
    const { path } = wish.reading;
    const { base, windows } = at;
    const hint = await hintFor({ path, base, windows, folders: found.folders, barred: found.barred });
    const label = hint === "" && wish.reading.label !== "" ? `What follows # was read as the label of "${path}".` : hint;
    return [`files: "${wish.text}" matches no file in ${base}.`, label].filter(Boolean).join(" ");
}
async function add(wish, { list, at, failOnUnmatched }) {
    const found = await findFiles(wish, at);
    const matches = distinct(found.matches);
    const { name, label } = wish.reading;
    if (found.broken.length > 0) {
        const problems = found.broken.map(({ path, code }) => `files: "${path}" is a symbolic link that leads nowhere (${code}).`);
        return { list, problems, notices: [] };
    }
    if (matches.length === 0) {
        const sentence = await unmatched(wish, found, at);
        return failOnUnmatched ? { list, problems: [sentence], notices: [] } : { list, problems: [], notices: [sentence] };
    }
    if (name !== undefined && matches.length > 1) {
        const paths = matches.slice(0, NAMED).map(({ absolute }) => `"${shown(absolute, at.base)}"`);
        if (matches.length > NAMED)
            paths.push("…");
        const problem = `files: "${wish.text}" renames ${matches.length} files (${paths.join(", ")}) to one name; it must match exactly one.`;
        return { list, problems: [problem], notices: [] };
    }
    const longer = take(list, { matches, name, label });
    const notices = name === undefined ? doubles(found.matches, { list: longer, base: at.base }) : [];
    return { list: longer, problems: [], notices };
}
/** Follows one piece of the input: adds what it names, or takes that away. Never throws. */
async function follow(wish, course) {
    const bad = malformed(wish);
    const { list, at } = course;
    if (bad !== undefined)
        return { list, problems: [bad], notices: [] };
    try {
        if (!wish.reading.negated)
            return await add(wish, course);
        const rest = await takeAway(wish, { list, at });
        const idle = rest.length === list.length;
        return { list: rest, problems: [], notices: idle ? [`files: "${wish.text}" takes away nothing.`] : [] };
    }
    catch (error) {
        return { list, problems: [searchTrouble(wish.text, error)], notices: [] };
    }
}

;// CONCATENATED MODULE: ./src/request/file-wish.ts



async function fileAt(path, base) {
    const there = await lookup((0,external_node_path_.resolve)(base, path));
    return there.kind === "file" ? there.match : undefined;
}
const plainly = (text, literal) => ({
    text,
    reading: { negated: false, path: text, name: undefined, label: "" },
    literal,
});
async function readPiece(piece, at) {
    const whole = await fileAt(piece, at.base);
    if (whole !== undefined)
        return plainly(piece, whole);
    const { plain, ifThere } = readings(piece, at.windows);
    for (const reading of ifThere) {
        const literal = reading.path === "" ? undefined : await fileAt(reading.path, at.base);
        if (literal !== undefined)
            return { text: piece, reading, literal };
    }
    return { text: piece, reading: plain, literal: undefined };
}
/**
 * Reads one line: an existing file if it names one; else the pieces between its commas, each again an existing file
 * first. A line whose path is an existing file with a comma in it (`a,b.txt#label`) is one piece as well.
 */
async function readLine(line, at) {
    const text = line.trim();
    const whole = (await fileAt(line, at.base)) ?? (await fileAt(text, at.base));
    if (whole !== undefined && text !== "")
        return [plainly(text, whole)];
    for (const reading of readings(text, at.windows).ifThere) {
        const literal = reading.path.includes(",") ? await fileAt(reading.path, at.base) : undefined;
        if (literal !== undefined)
            return [{ text, reading, literal }];
    }
    return Promise.all(splitCommas(text, at.windows).map((piece) => readPiece(piece, at)));
}

// EXTERNAL MODULE: ./node_modules/mime/dist/src/index_lite.js + 2 modules
var index_lite = __webpack_require__(5560);
;// CONCATENATED MODULE: ./src/request/media-type.ts

/**
 * Endings whose type is settled here. The first lines are the list of `gh` (`typeForFilename`), so that assets look the
 * same whoever uploads them; the rest are files that releases are made of and that `mime/lite` leaves to its
 * 30 kB sister.
 */
const SETTLED = [
    [".zip", "application/zip"],
    [".js", "application/javascript"],
    [".tar", "application/x-tar"],
    [".tgz", "application/x-gtar"],
    [".tar.gz", "application/x-gtar"],
    [".bz2", "application/x-bzip2"],
    [".dmg", "application/x-apple-diskimage"],
    [".rpm", "application/x-rpm"],
    [".deb", "application/x-debian-package"],
    [".7z", "application/x-7z-compressed"],
    [".apk", "application/vnd.android.package-archive"],
    [".crx", "application/x-chrome-extension"],
    [".pem", "application/x-x509-ca-cert"],
    [".rar", "application/vnd.rar"],
    [".sh", "application/x-sh"],
    [".xpi", "application/x-xpinstall"],
    [".xz", "application/x-xz"],
    [".zst", "application/zstd"],
];
/**
 * Media type of a file, guessed from its name alone (capitals do not count); `application/octet-stream` when unknown.
 * Source of the special cases: https://github.com/cli/cli/blob/trunk/pkg/cmd/release/shared/upload.go
 */
function mediaType(name) {
    const lower = name.toLowerCase();
    const settled = SETTLED.find(([ending]) => lower.endsWith(ending));
    return settled?.[1] ?? index_lite/* default */.A.getType(lower) ?? "application/octet-stream";
}

;// CONCATENATED MODULE: ./src/request/files.ts








const WINDOWS = external_node_path_.sep === "\\";
/** Paths that one test against `!` patterns takes at a time: glob holds each path against each line it was given. */
const BATCH = 50;
const within = (dir) => (dir.endsWith(external_node_path_.sep) ? "" : external_node_path_.sep);
/** Searches for entries, each different search once. Symbolic links are entries; nothing is searched through them. */
function finder(quietly) {
    const search = async (dir, patterns) => {
        const folder = await lookup(dir);
        if (folder.kind !== "folder")
            return [];
        const { real } = folder;
        const found = [];
        for (const hidden of new Set(patterns.map(countHidden))) {
            const group = patterns.filter((pattern) => countHidden(pattern) === hidden);
            const lines = group.map((pattern) => escapeGlob(real, WINDOWS) + within(real) + pattern.join(external_node_path_.sep));
            // Keeps the search out of .git early. It also drops a search root that is hidden itself, so not there.
            const excludeHiddenFiles = hidden === 0 && countHidden([(0,external_node_path_.basename)(real)]) === 0;
            const options = { followSymbolicLinks: false, implicitDescendants: false, excludeHiddenFiles };
            await quietly(async () => {
                const { create } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(906)]).then(__webpack_require__.bind(__webpack_require__, 9906));
                for await (const path of (await create(lines.join("\n"), options)).globGenerator()) {
                    const names = (0,external_node_path_.relative)(real, path).split(external_node_path_.sep);
                    // Each segment with a dot in the pattern names one hidden entry; any more were not named.
                    if (names[0] !== "" && names[0] !== ".." && countHidden(names) <= hidden)
                        found.push((0,external_node_path_.join)(dir, ...names));
                }
            });
        }
        return found;
    };
    const done = new Map();
    return (dir, patterns) => {
        const key = JSON.stringify([dir, patterns]);
        const result = done.get(key) ?? search(dir, patterns);
        done.set(key, result);
        return result;
    };
}
/** Which paths survive `!` patterns: glob is given the paths themselves, then the patterns, and looks nowhere else. */
function sparer(quietly) {
    return async (paths, patterns) => {
        const known = new Set(paths);
        const spared = new Set();
        const away = patterns.map(({ dir, rest, foldersOnly }) => `!${escapeGlob(dir, WINDOWS)}${within(dir)}${rest.join(external_node_path_.sep)}${foldersOnly ? external_node_path_.sep : ""}`);
        for (let at = 0; at < paths.length; at += BATCH) {
            const lines = paths.slice(at, at + BATCH).map((path) => escapeGlob(path, WINDOWS));
            await quietly(async () => {
                const { create } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(906)]).then(__webpack_require__.bind(__webpack_require__, 9906));
                const globber = await create([...lines, ...away].join("\n"), { followSymbolicLinks: false });
                for (const path of await globber.glob())
                    if (known.has(path))
                        spared.add(path);
            });
        }
        return spared;
    };
}
async function toLocalFile({ match, name, label }, base) {
    const path = shown(match.absolute, base);
    const measured = await measure(match.absolute);
    if ("code" in measured)
        return `files: "${path}" cannot be read (${measured.code}).`;
    const own = (0,external_node_path_.basename)(match.absolute);
    const contentType = mediaType(name ?? own);
    return { path, absolute: match.absolute, name: name ?? own, label, size: measured.size, contentType };
}
/**
 * The files that the `files` input names, measured, and everything there is to say about the input at once.
 * Never rejects for what the input or the disk holds. Source: the project's contract, section 2, "The files".
 */
async function collectFiles(request) {
    const base = (0,external_node_path_.resolve)(request.base);
    const at = {
        base,
        windows: WINDOWS,
        find: finder(request.quietly),
        spared: sparer(request.quietly),
        barred: await barrier(base, request.never),
    };
    const problems = [];
    const notices = [];
    let list = [];
    for (const line of request.lines) {
        for (const wish of await readLine(line, at)) {
            const step = await follow(wish, { list, at, failOnUnmatched: request.failOnUnmatched });
            list = step.list;
            problems.push(...step.problems);
            notices.push(...step.notices);
        }
    }
    const files = [];
    // One after the other: each is opened, and thousands at once would run out of handles.
    for (const taken of list) {
        const file = await toLocalFile(taken, base);
        if (typeof file === "string")
            problems.push(file);
        else
            files.push(file);
    }
    if (!request.preserveOrder)
        files.sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
    return { files, problems: [...problems, ...clashes(files)], notices };
}


/***/ })

};
