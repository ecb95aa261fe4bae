#!/bin/sh
# LibreOffice's spreadsheet without a window, for the tests that read exports with it.
set -eu

command -v soffice >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "These tests need LibreOffice on the path (soffice). Install it, then run make again." >&2
    exit 1
fi
root=""
if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        echo "LibreOffice is missing. Type this line, then run make again:" >&2
        echo "  sudo apt-get install -y --no-install-recommends libreoffice-calc-nogui" >&2
        exit 1
    fi
    root="sudo -n"
fi
echo "Installing LibreOffice Calc"
$root apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null
