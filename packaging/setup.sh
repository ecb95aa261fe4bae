#!/bin/sh
# Makes .venv with the locked, hashed dependencies and sees that the system libraries are there.
# A second run finds its stamp and ends at once. Run by `make`, from the root of the checkout.
set -eu

venv=.venv
stamp=$venv/.ready

if [ "$(uname -s)" = Linux ] && command -v dpkg-query >/dev/null 2>&1; then debian=yes; else debian=no; fi

# Qt offscreen and OpenCV need the first line, a real window the second.
libraries="libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 \
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-render-util0 libxcb-image0 \
libxkbcommon-x11-0 libwayland-cursor0 fonts-dejavu-core"

find_python() {
    for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$name" ] || continue
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "IngestIO needs Python 3.11, 3.12 or 3.13 and found none. Install it: apt-get install python3" >&2
    exit 1
}

fingerprint() {
    {
        "$python" --version
        cat requirements-dev.lock pyproject.toml packaging/setup.sh
    } | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed' && return 0
    # Newer Debian and Ubuntu carry some of these under a name that ends in t64.
    dpkg-query -W -f='${Status}' "${1}t64" 2>/dev/null | grep -q 'install ok installed'
}

add_packages() {
    if [ "$(id -u)" = 0 ]; then
        root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        root="sudo -n"
    else
        echo "These system packages are missing. Type this line, then run make again:" >&2
        echo "  sudo apt-get install -y --no-install-recommends $*" >&2
        exit 1
    fi
    echo "Installing system packages: $*"
    $root apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=$(find_python)
now=$(fingerprint)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then exit 0; fi

if [ $debian = yes ]; then
    missing=""
    for package in $libraries; do installed "$package" || missing="$missing $package"; done
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        missing="$missing $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    # shellcheck disable=SC2086 # one word a package
    [ -z "$missing" ] || add_packages $missing
fi

echo "Setting up $venv (this takes a minute or two)"
[ -x $venv/bin/python ] || "$python" -m venv $venv
$venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
$venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$now" >"$stamp"
