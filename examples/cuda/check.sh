#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# sh examples/cuda/check.sh [FOLDER]   builds the CUDA examples and tests with nvcc, all at once, runs them and says the
# results in few lines; logs stay in FOLDER (build/cuda). Where nvcc fails and clang++ is there, that one tries too.
# NVCC, ARCH, LIMIT (seconds for each compilation) and ROWS (which of tests/laws) are heeded.
set -u
cd "$(dirname "$0")/../.."
folder=${1-build/cuda}
nvcc=${NVCC-$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)}
flags="-std=c++20 --expt-relaxed-constexpr -O3 -arch=${ARCH-native} -Iinclude"
limit=${LIMIT-150}
mkdir -p "$folder"
"$nvcc" --version | tail -2 | head -1
${CXX-g++} --version | head -1
nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo "No device."

python3 tests/cuda/rows.py "$folder/rows" ${ROWS-tests/laws/*.cpp}
cp examples/cuda/*.cu "$folder"
build() {  # source, more flags
  name=$(basename "$1" .cu)
  start=$(date +%s)
  if timeout "$limit" "$nvcc" $flags $2 -Iexamples/cuda -o "$folder/$name" "$1" >"$folder/$name.log" 2>&1; then
    said="with nvcc"
  elif command -v clang++ >/dev/null &&
    timeout "$limit" clang++ -x cuda -std=c++20 -O3 --cuda-gpu-arch="${CLANG_ARCH-sm_90}" -ffp-contract=off -Iinclude \
      -Iexamples/cuda -o "$folder/$name" "$1" -lcudart -L"$(dirname "$nvcc")/../lib64" >"$folder/$name.clang.log" 2>&1; then
    said="with clang, not with nvcc"
  else
    said="FAILED"
  fi
  echo "built $name: $said ($(($(date +%s) - start)) s)" | tee "$folder/$name.built"
  case $said in *nvcc) [ "$said" = "with nvcc" ] || grep -E -m 10 'error|rror:' "$folder/$name.log" | cut -c1-300 ;;
    FAILED) grep -E -m 10 'error|rror:' "$folder/$name.log" | cut -c1-300 ;; esac
}
for source in "$folder"/*.cu; do build "$source" "" & done
for source in examples/cuda/*.cu; do  # the same without contraction: the bits of the host
  cp "$source" "$folder/rows/exact_$(basename "$source")"
done
for source in "$folder"/rows/*.cu; do build "$source" -fmad=false & done
wait

failed=0
run() {
  "$1"
  status=$?
  case $status in 0) ;; 77) echo "skipped $(basename "$1")" ;; *) failed=1 ;; esac
}
for source in "$folder"/*.cu "$folder"/rows/*.cu; do
  program=$folder/$(basename "$source" .cu)
  if [ -x "$program" ]; then run "$program"; else failed=1; fi
done
exit $failed
