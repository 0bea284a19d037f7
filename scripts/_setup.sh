# Shared by the scripts, which source it: finds Python, makes .venv, installs what the pins name.
# Afterwards the working folder is the project's and $python is the Python of .venv.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1

fail() { # exit code, sentence in Chinese, sentence in English
  printf '%s\n%s\n' "$2" "$3" >&2
  exit "$1"
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

is_usable() { # a .venv that was moved here from elsewhere is not: its commands point back
  is_new_enough "$python" && grep -qF "$PWD/.venv" .venv/bin/activate
}

make_venv() {
  local name without_venv=
  for name in python3.13 python3.12 python3.11 python3 python; do
    is_new_enough "$name" || continue
    if "$name" -c 'import venv, ensurepip' 2>/dev/null; then
      "$name" -m venv --clear .venv
      return
    fi
    without_venv=$name
  done
  [ -z "$without_venv" ] || fail 1 \
    "$without_venv 缺少 venv 模块，请先安装（Debian、Ubuntu：apt-get install python3-venv）。" \
    "$without_venv lacks the module venv; install it (Debian, Ubuntu: apt-get install python3-venv)."
  fail 1 "需要 Python 3.11 或更新的版本，这里没有找到。" "Python 3.11 or newer is needed and none was found."
}

install() { # requirements file: installs it unless that was done with these pins
  local stamp=.venv/.installed-$1 pins
  is_usable || make_venv
  pins=$(cat "$1" requirements.txt constraints.txt pyproject.toml | cksum)
  [ "$(cat "$stamp" 2>/dev/null || true)" != "$pins" ] || return 0
  printf '%s\n' "正在安装 $1（只需一次）… Installing $1 (only once) …" >&2
  "$python" -m pip install -qq --no-input -c constraints.txt -r "$1" -e . || fail 1 \
    "没有装好，原因见上；安装需要能访问 PyPI。" "The installation failed for the reason above; it needs access to PyPI."
  printf '%s' "$pins" >"$stamp"
}
