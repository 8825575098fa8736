#!/bin/sh
# The package's `winnow` command on macOS: the bundled engine with the app's own executable as Node.
resources=$(dirname "$(dirname "$(readlink -f "$0")")")
ELECTRON_RUN_AS_NODE=1 exec "$resources/../MacOS/Winnow" "$resources/engine/cli.js" "$@"
