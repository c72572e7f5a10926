/** What lies in an archive, for whoever opens it years later. */
export const archiveReadme = `This folder holds one board of Redstring: every edit from the first on, every version, what was
done to its files (the custody log) and the files themselves, as they were received.

To read it, open index.html in any browser. It needs no Redstring, no network and runs nothing.

To check that nothing was altered, with Node 20 or later and nothing else:

    node verify.mjs

It recomputes every hash and names the first thing that does not fit. Who distrusts this folder takes
verify.mjs from a copy of Redstring: npm run redstring -- board archive writes it into every archive.

Where versions are time-stamped, name the roots of the authorities that you trust (a PEM file of your
own) to have it checked who stamped them:

    node verify.mjs . roots.pem

In the place of the dot may stand another folder, or a zip that holds one. A Redstring takes the zip in again:
"Import a case" on its list of boards, or npm run redstring -- board import case.zip

The folder is a BagIt bag (RFC 8493); any BagIt tool can check the files against their manifests.

index.html           the case to be read: items, relations, open questions, versions, files
data/board.json      title, id, people, and where the log and the custody log end
data/records.json    everything on the board as it stood at the end, as canonical JSON (RFC 8785)
data/log.jsonl       one edit a line: position, time, person, a Yjs update (base64), and its hash
data/versions.jsonl  named points of the log, with the hash of the log and of the records there
data/timestamps.jsonl time stamps (RFC 3161, base64) of versions by an authority elsewhere, if any
data/custody.jsonl   what was done to each item and file, by whom and when; chained like the log
data/files.jsonl     name, size, type and SHA-256 of each file
data/files/          the files, each under its SHA-256

Hashes are SHA-256. That of an edit is taken over the hash before it (32 bytes; before the first edit
SHA-256 of "redstring log 1 " and the board's id), its position, its time (milliseconds since 1970) and
the length of the person's id (each as 64 bits, big-endian), the person's id in UTF-8, and the update.
That of a custody row is the same, begun with "redstring log 1 custody " and the board's id, with
JSON.stringify([actorName, what, evidenceId, sha256, details]) in the place of the update.
A time stamp is of SHA-256 over five lines, each ended by a line feed: "redstring version 1", then
"board ", "seq ", "log " and "records " with the board's id and the version's seq and hashes.
`
