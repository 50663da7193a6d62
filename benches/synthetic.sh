# What the clients of one made-up API cost rustc and the linker: ours, and progenitor's of the equal document.
# Sourced by `run`.

# User CPU of a command, in seconds.
user_seconds() {
    local TIMEFORMAT=%U
    { time "$@" >/dev/null 2>"$scratch/told"; } 2>&1 || fail "$scratch/told"
}

# User CPU of building anew what these files belong to, whose dependencies are built before; the median of three.
seconds_of_build() {
    local touched=$1
    shift
    cargo "$@" --offline --quiet >"$scratch/told" 2>&1 || fail "$scratch/told"
    for _ in 1 2 3; do
        touch $touched
        user_seconds cargo "$@" --offline --quiet
    done | sort -n | sed -n 2p
}

# Scratch crates below the target folder, with a Cargo.lock of their own that begins as ours.
make_workspace() {
    local name=$1 to=$2
    mkdir -p "$to"
    cp -r "benches/scratch/$name/." "$to"
    find "$to" -name Cargo.toml ! -path '*/target/*' -exec sed -i "s|DOCWRIGHT|$PWD|" {} +
    [[ -e "$to/Cargo.lock" ]] || cp Cargo.lock "$to/Cargo.lock"
}

figures_of_synthetic() {
    echo "== synthetic"
    local to
    to="$(realpath -m "$target")/synthetic"
    make_workspace synthetic "$to"
    cargo build --quiet -p docwright-benches --bin synthetic
    "$target/debug/synthetic" "$to" >"$scratch/told"
    (
        cd "$to"
        export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$to/target"
        # Cargo wants the file to be there.
        mkdir -p progenitor-client-of-office/src
        touch progenitor-client-of-office/src/lib.rs
        cargo run --quiet -p progenitor-generate -- openapi.json progenitor-client-of-office/src/lib.rs
        find docwright-client/src -name '*.rs' -exec cat {} + | wc -lc
        wc -lc <progenitor-client-of-office/src/lib.rs

        local ours=docwright theirs=progenitor
        local our_lib=docwright-client/src/lib.rs their_lib=progenitor-client-of-office/src/lib.rs
        local whole part rival_whole
        part="$(seconds_of_build empty/src/lib.rs check -p empty)"
        echo "cargo itself: $part s"
        whole="$(seconds_of_build $our_lib check -p docwright-client)"
        rival_whole="$(seconds_of_build $their_lib check -p progenitor-client-of-office)"
        beside "check" "$whole" "$rival_whole"
        part="$(seconds_of_build $our_lib check -p docwright-client --no-default-features --features office)"
        echo "check of no group: $part s"
        part="$(seconds_of_build $our_lib check -p docwright-client --no-default-features --features office-billing)"
        beside "check of one of ten groups, beside all" "$part" "$whole"
        local profile rival called
        for profile in dev release; do
            whole="$(seconds_of_build "$our_lib $ours-calls/src/bin/$ours-all.rs" \
                build --profile $profile -p $ours-calls --bin $ours-all)"
            rival_whole="$(seconds_of_build "$their_lib $theirs-calls/src/bin/$theirs-all.rs" \
                build --profile $profile -p $theirs-calls --bin $theirs-all)"
            beside "build of client and program, $profile" "$whole" "$rival_whole"
        done
        for rival in $ours $theirs; do
            cargo build --offline --quiet --release -p $rival-calls --bins
            for called in none one all; do
                stat -c %s "target/release/$rival-$called"
            done | xargs printf "$rival: with no call %d bytes, with one %d, with all %d\n"
        done | awk '{ print; gsub(",", ""); printf "%s by operation %.1f KB\n", $1, ($NF - $8) / 199 / 1000 }'
    )
}

beside() {
    awk -v title="$1" -v ours="$2" -v theirs="$3" 'BEGIN {
        printf "%-44s ours %6.2f s   beside %6.2f s   ratio %.2f\n", title, ours, theirs, ours / theirs
    }'
}
