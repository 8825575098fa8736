#!/bin/sh
# The package's `winnow` command on Linux: the bundled engine with the bundled Node.
resources=$(dirname "$(dirname "$(readlink -f "$0")")")
exec "$resources/node/bin/node" "$resources/engine/cli.js" "$@"
