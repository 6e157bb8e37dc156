#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# sh cmake/run.sh demo   builds and runs the example notebook
# sh cmake/run.sh test   builds and runs the tests
# On Debian and Ubuntu, what is missing is installed first. CXX and CXXFLAGS are heeded.
set -eu
cd "$(dirname "$0")/.."
case ${1-} in demo | test) ;; *) sed -n 3,5p cmake/run.sh; exit 2 ;; esac

have() { command -v "$1" >/dev/null 2>&1; }
accepts() { printf "$1\n" | "$CXX" -x c++ -E - >/dev/null 2>&1; }
wanted=${CXX-}
compiler() {
  for CXX in $wanted g++ g++-14 g++-13 g++-12; do
    export CXX
    have "$CXX" && accepts '#if __clang_major__ < 16 && __GNUC__ < 12\n#error too old\n#endif' && return
  done
  return 1
}
install() {
  echo "Installing $*"
  have apt-get || { echo "Please install this first; on Debian and Ubuntu this script does." >&2; exit 1; }
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qqy -o DPkg::Lock::Timeout=300"
  said=$($apt install --no-install-recommends "$@" 2>&1) ||
    said=$($apt update 2>&1 && $apt install --no-install-recommends "$@" 2>&1) || { echo "$said" >&2; exit 1; }
}

missing=
compiler || have g++ || missing=g++
have cmake || missing="$missing cmake"
have ninja || missing="$missing ninja-build"
accepts '#include <boost/hana.hpp>' || missing="$missing libboost-dev"
if [ "$1" = test ]; then
  accepts '#include <catch2/catch.hpp>' || accepts '#include <catch2/catch_all.hpp>' || missing="$missing catch2"
  have python3 || missing="$missing python3"
fi
[ -z "$missing" ] || install $missing
compiler || { install g++-12 && compiler; }

options="-G Ninja -DCMAKE_BUILD_TYPE=Release -DTAPELESS_BUILD_BENCHMARKS=OFF"
if [ "$1" = demo ]; then
  cmake -S . -B build/demo $options -DTAPELESS_BUILD_TESTS=OFF
  cmake --build build/demo --target notebook
  build/demo/examples/notebook
else
  cmake -S . -B build/test $options
  cmake --build build/test --parallel "$(nproc)"
  ctest --test-dir build/test --parallel "$(nproc)" --output-on-failure --no-tests=error
fi
