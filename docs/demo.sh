#!/bin/sh
# Installs what is needed, builds isopath, and runs its main job on real published networks (tests/networks/README.md names
# their sources, tests/paths/make_paths.py the steps of the path). Prints each command before its output. Can be run again cheaply.
set -eu
cd "$(dirname "$0")/.."
sh docs/install.sh
echo "== building (build/bin/isopath, build/bin/isopath-check; from the Coq proofs, build/bin/isopath-check-proved)"
cmake --preset release -DISOPATH_TESTS=OFF -DISOPATH_PROOFS=ON >/dev/null
cmake --build --preset release --target isopath isopath-check isopath-check-proved
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH="$PWD/build/bin:$PATH"
root="$PWD"
cd tests/networks

# run EXPECTED_EXIT COMMAND...: the demo fails if a verdict is not the one that it is about to show.
run() {
  expected=$1
  shift
  printf '\n$ %s\n' "$*" | sed "s|$work/||g; s|$root/||g"
  code=0
  "$@" >"$work/output" 2>&1 || code=$?
  sed "s|$work/||g; s|$root/||g" "$work/output"
  [ "$code" -eq "$expected" ] || { echo "exit $code, expected $expected"; exit 1; }
}

echo
echo "== 1. The Sentinel-2C leaf-area network is exactly the Sentinel-2B one"
run 0 isopath equiv sl2p_3.0_S2B_LAI__s2tbx_txt.json sl2p_3.0_S2C_LAI__opttbx_txt.json --certificate "$work/same.json"
run 0 isopath-check "$work/same.json" --network sl2p_3.0_S2B_LAI__s2tbx_txt.json --network sl2p_3.0_S2C_LAI__opttbx_txt.json

echo
echo "== 2. Two revisions of another port differ in two signs: where, and a point that proves it"
run 1 isopath equiv sl2p_2.1_LAI__prosailvae_oldrev1.json sl2p_2.1_LAI__prosailvae_py.json --certificate "$work/differ.json"
run 0 isopath-check "$work/differ.json" --network sl2p_2.1_LAI__prosailvae_oldrev1.json --network sl2p_2.1_LAI__prosailvae_py.json

echo
echo "== 3. A network as printed in a tutorial has rank 4 of 8, and why"
run 0 isopath describe rnnet_stroke_17x8x1.json
run 0 isopath canon rnnet_stroke_17x8x1.json -o "$work/canonical.json" --certificate "$work/rank.json"
run 0 isopath-check "$work/rank.json" --network rnnet_stroke_17x8x1.json
run 0 isopath equiv rnnet_stroke_17x8x1.json "$work/canonical.json"

echo
echo "== 4. A certificate about other numbers is refused"
run 1 isopath-check "$work/same.json" --network sl2p_3.0_S2B_LAI__s2tbx_txt.json --network sl2p_2.1_LAI__s2tbx_txt.json

echo
echo "== 5. A path of that rank 4 network: units merge, a constant folds into d, others take over, another constant unfolds"
run 0 isopath check-path ../paths/stroke_path.json --from rnnet_stroke_17x8x1.json --to ../paths/stroke_end.json --certificate "$work/path.json"
run 0 isopath-check "$work/path.json" --network rnnet_stroke_17x8x1.json --network ../paths/stroke_end.json

echo
echo "== 6. Its ends are the same function, but the straight line from one to the other leaves it"
run 0 isopath equiv rnnet_stroke_17x8x1.json ../paths/stroke_end.json --most 0
run 1 isopath check-path rnnet_stroke_17x8x1.json ../paths/stroke_end.json --certificate "$work/broken.json"
run 0 isopath-check "$work/broken.json" --network rnnet_stroke_17x8x1.json --network ../paths/stroke_end.json

echo
echo "== 7. A path between these ends, found by isopath"
run 0 isopath connect rnnet_stroke_17x8x1.json ../paths/stroke_end.json -o "$work/found.json" --certificate "$work/connected.json"
run 0 isopath-check "$work/connected.json" --network rnnet_stroke_17x8x1.json --network ../paths/stroke_end.json

echo
echo "== 8. The same network, its units shuffled, turned and split anew: a path to it, and a shortest one"
run 0 isopath connect rnnet_stroke_17x8x1.json ../paths/stroke_shuffled.json -o "$work/found.json" --certificate "$work/connected.json"
run 0 isopath-check "$work/connected.json" --network rnnet_stroke_17x8x1.json --network ../paths/stroke_shuffled.json
run 0 isopath distance rnnet_stroke_17x8x1.json ../paths/stroke_shuffled.json --exact -o "$work/shortest.json" --certificate "$work/distance.json"
run 0 isopath check-path "$work/shortest.json" --from rnnet_stroke_17x8x1.json --to ../paths/stroke_shuffled.json --most 0
run 0 isopath-check "$work/distance.json" --network rnnet_stroke_17x8x1.json --network ../paths/stroke_shuffled.json

echo
echo "== 9. No two parameters of this function are more than 7 segments apart, and some are: the diameter of its class is 7"
run 0 isopath diameter rnnet_stroke_17x8x1.json -o "$work/one.json" -o "$work/other.json" --certificate "$work/diameter.json"
run 0 isopath-check "$work/diameter.json" --network rnnet_stroke_17x8x1.json --network "$work/one.json" --network "$work/other.json"

echo
echo "== 10. One network, published with 12 and with 17 digits: how far apart on normalised inputs, at least and at most"
run 0 isopath bound sl2p_2.1_LAI__s2tbx_txt.json sl2p_2.1_LAI__s2tbx_xlsx.json --box -1:1 --relative 0.1 --certificate "$work/bound.json"
run 0 isopath-check "$work/bound.json" --network sl2p_2.1_LAI__s2tbx_txt.json --network sl2p_2.1_LAI__s2tbx_xlsx.json

echo
echo "== 11. The certificates of the kinds whose checker is proved in Coq, by that checker; of another kind it does not speak"
run 0 isopath-check-proved "$work/same.json"
run 0 isopath-check-proved "$work/rank.json"
run 0 isopath-check-proved "$work/path.json"
run 0 isopath-check-proved "$work/connected.json"
run 4 isopath-check-proved "$work/differ.json"

echo
echo "== 12. A trained network of rank 15 of 15: how small can the rank become within a radius, and at what price"
run 0 isopath near tessem2_H__arts_txt.json --sweep

echo
echo "== 13. The path of step 5 as a page for readers, which checks its certificate in their browser: build/path.html"
page="$root/build/path.html"
run 0 isopath render "$work/path.json" --to html -o "$page"
if sh ../../docs/install.sh chromium nodejs fonts-dejavu-core && command -v chromium >/dev/null && command -v node >/dev/null; then
  run 0 node ../certificates/browser/screenshot.mjs chromium "$page" "${page%html}png"
  grep -q Verified "$work/output"
  echo "a picture of it: build/path.png"
else
  echo "left out: opening it, for want of chromium or node"
fi

echo
echo "== 14. Both programs, as they are on this machine, on the good and bad files of the tests"
run 0 isopath selftest --jobs 2
