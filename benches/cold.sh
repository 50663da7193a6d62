# What a program with one call costs that is built from nothing: with a generated client, by hand, with progenitor. And what
# each choice of TLS adds to it. Sourced by `run`.

# User and system CPU of a build into an empty target folder, in seconds; the median of three.
cold_seconds() {
    local TIMEFORMAT='%U %S'
    for _ in 1 2 3; do
        rm -rf "$CARGO_TARGET_DIR"
        { time cargo build --offline --quiet -j2 "$@" >/dev/null 2>"$scratch/told"; } 2>&1 ||
            fail "$scratch/told"
    done | awk '{ print $1 + $2 }' | sort -n | sed -n 2p
}

# Crates that are compiled for a package, those of build scripts too.
crates() {
    cargo tree --offline --edges normal,build --prefix none "$@" | sed 's/ (\*)$//' | sort -u | wc -l
}

figures_of_cold() {
    echo "== cold"
    local to
    to="$(realpath -m "$target")/cold"
    make_workspace cold "$to"
    (
        cd "$to"
        cargo fetch --quiet
        export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$to/target"
        local package by_hand seconds
        by_hand="$(cold_seconds -p by-hand --features tls-ring)"
        for package in by-hand ours progenitor-call; do
            seconds="$(cold_seconds -p $package --features tls-ring)"
            printf "%-16s %3d crates   " $package "$(crates -p $package --features tls-ring)"
            beside "" "$seconds" "$by_hand"
        done
    )
}

figures_of_tls() {
    echo "== tls"
    local to
    to="$(realpath -m "$target")/cold"
    make_workspace cold "$to"
    (
        cd "$to"
        cargo fetch --quiet
        export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$to/target"
        local tls seconds
        for tls in "" tls-ring tls-native tls-aws-lc; do
            seconds="$(cold_seconds -p by-hand --features "$tls")"
            printf "%-11s %3d crates   %6.1f s CPU   " "${tls:-no TLS}" "$(crates -p by-hand --features "$tls")" "$seconds"
            cargo build --offline --quiet --release -p by-hand --features "$tls"
            printf "%8d bytes stripped\n" "$(stat -c %s target/release/by-hand)"
        done
    )
}
