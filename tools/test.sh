#!/usr/bin/env bash
# Everything that must pass before a change lands: the format, the build with every analyzer, every test project.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only where nothing failed and every project ran.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 70
logs=$root/artifacts/test-logs
rm -rf "$logs"
mkdir -p "$logs"
passed=0 failed=0 skipped=0

finish() {
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [[ $failed -eq 0 && $passed -gt 0 ]] && exit 0
    exit 1
}

# need_package PROGRAM PACKAGE: installs a Debian package where a program that tests need is missing and apt can be used.
# A test that still misses it says so and is skipped.
need_package() {
    command -v "$1" >/dev/null && return 0
    [[ -n $(find /usr/lib/postgresql -maxdepth 3 -name "$1" -print -quit 2>/dev/null) ]] && return 0
    command -v apt-get >/dev/null || { echo "    $1 is missing, and there is no apt to install $2 with"; return 0; }
    local with=()
    if [[ $(id -u) -ne 0 ]]; then
        sudo -n true 2>/dev/null || { echo "    $1 is missing; to have it tested: sudo apt-get install $2"; return 0; }
        with=(sudo -n)
    fi
    echo "    installing $2 ..."
    { "${with[@]}" apt-get update && "${with[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"; } \
        >"$logs/install-$2.log" 2>&1 || echo "    $2 could not be installed; see artifacts/test-logs/install-$2.log"
}

# stage NAME COMMAND...: runs a command with its output in a log; a failure counts as one failed test.
stage() {
    local name=$1 log begun=$SECONDS
    shift
    log=$logs/${name// /-}.log
    printf '%-34s ' "$name"
    if "$@" >"$log" 2>&1; then
        printf 'ok  %4d s\n' $((SECONDS - begun))
        return 0
    fi
    printf 'FAILED\n'
    grep -E '(error|Error)' "$log" | sort -u | head -20
    [[ -s $log ]] && tail -5 "$log"
    printf '    the whole log: artifacts/test-logs/%s\n' "$(basename "$log")"
    failed=$((failed + 1))
    return 1
}

# count FIELD FILE: a count of the runner's last line, "Total: 9, Errors: 0, Failed: 0, Skipped: 0, ...".
count() {
    sed -nE "s/.*Total: .*/&/p" "$2" | tail -1 | sed -nE "s/.*$1: ([0-9]+).*/\1/p"
}

# run NAME: runs one test project's program.
run() {
    local name=$1 program=$root/artifacts/bin/$1/release/$1 log=$logs/$1.log begun=$SECONDS code=0 p f s
    printf '%-34s ' "$name"
    if [[ ! -x $program ]]; then
        printf 'FAILED: not built\n'
        failed=$((failed + 1))
        return
    fi
    "$program" -noColor -noLogo >"$log" 2>&1 || code=$?
    p=$(count Total "$log") f=$(count Failed "$log") s=$(count Skipped "$log")
    f=$((${f:-0} + $(count Errors "$log" | grep . || echo 0))) s=${s:-0}
    p=$((${p:-0} - f - s))
    ((p >= 0)) || p=0
    # A program that dies, or that runs nothing, is a failure though no test says so.
    if ((f == 0 && (code != 0 || p == 0))); then
        f=1
        printf 'FAILED: exit code %d, %d tests passed\n' "$code" "$p"
    else
        printf '%5d passed, %d failed, %d skipped  %4d s\n' "$p" "$f" "$s" $((SECONDS - begun))
    fi
    if ((f > 0)); then
        grep -F '[FAIL]' "$log" | head -20
        printf '    the whole log: artifacts/test-logs/%s.log\n' "$name"
    fi
    if ((s > 0)); then
        grep -F '[SKIP]' "$log" | head -10
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

need_package pg_ctl postgresql
need_package promtool prometheus
need_package softhsm2-util softhsm2
need_package curl curl
need_package jq jq
need_package xxd xxd
need_package xmlsec1-config libxmlsec1-dev
need_package cc gcc
need_package chromium chromium
need_package certutil libnss3-tools
stage "restore tools" dotnet tool restore || finish
stage "format" dotnet csharpier check .
stage "restore" dotnet restore Comity.slnx -nologo || finish
stage "build" dotnet build Comity.slnx -c Release --no-restore -v quiet -nologo || finish
for project in tests/*/*.Tests.csproj; do
    run "$(basename "$project" .csproj)"
done
finish
