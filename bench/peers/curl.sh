#!/bin/sh
# A release by curl alone: a draft, the files at once, publication. Usage: curl.sh API REPOSITORY TAG FILE...
# TOKEN and CA from the environment.
set -eu
api=$1 repository=$2 tag=$3
shift 3
call() { curl -sSf --cacert "$CA" -H "Authorization: token $TOKEN" "$@"; }
made=$(call -d "{\"tag_name\":\"$tag\",\"name\":\"$tag\",\"draft\":true}" "$api/repos/$repository/releases")
id=$(printf %s "$made" | grep -o '"id": *[0-9]*' | head -n 1 | tr -dc 0-9)
to=$(printf %s "$made" | grep -o '"upload_url": *"[^"{]*' | head -n 1 | sed 's/.*"//')
if [ $# -gt 0 ]; then
  for file; do
    printf 'url = "%s?name=%s"\nupload-file = "%s"\noutput = "/dev/null"\n' "$to" "${file##*/}" "$file"
  done | call -X POST -H "Content-Type: application/octet-stream" --parallel --parallel-max 12 -K -
fi
call -X PATCH -d '{"draft":false}' "$api/repos/$repository/releases/$id" >/dev/null
