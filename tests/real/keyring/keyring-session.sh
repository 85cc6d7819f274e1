#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: keyring-session.sh STATE TEST-PROGRAM SILENT-SERVICE
# Runs the tests of one state of the keychain in a home, a D-Bus session and a keyring of their own. Leaves nothing behind.
set -eu

state=$1
program=$2
silent=$3

# Runs the named tests, which must not take long whatever the keychain does.
check() {
  "$program" --gtest_list_tests --gtest_filter="$1" | grep -q . || { echo "No test is called $1." >&2; exit 1; }
  timeout --kill-after=5 40 "$program" --gtest_brief=1 --gtest_filter="$1"
}

# Waits until somebody keeps secrets, and sees to it that it ends with this script.
wait_for_service() {
  daemon=$1
  trap 'kill -CONT "$daemon" 2> /dev/null; kill "$daemon" 2> /dev/null; wait "$daemon" 2> /dev/null || true' EXIT
  if timeout 20 gdbus wait --session --timeout 15 org.freedesktop.secrets; then return; fi
  echo "The Secret Service did not start." >&2
  cat "$HOME/service.log" >&2
  exit 1
}

# Starts a daemon in the foreground, so that its process is known, with the password given on its standard input.
start_keyring() {
  coproc keyring { exec gnome-keyring-daemon --foreground --components=secrets "$@" 2> "$HOME/service.log"; }
  printf 'password of a test' >&"${keyring[1]}"
  eval "exec ${keyring[1]}>&-"
  wait_for_service "$keyring_PID"
}

lock_keyring() {
  timeout 10 gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
    --method org.freedesktop.Secret.Service.Lock "['/org/freedesktop/secrets/collection/login']" > /dev/null
}

# Inside the session.
run_tests() {
  case $state in
    unlocked)
      start_keyring --unlock
      check 'KeyringUnlocked.FirstRun*'
      check 'KeyringUnlocked.SecondRun*' ;;
    locked)
      start_keyring --unlock
      check 'KeyringUnlocked.FirstRun*'
      lock_keyring
      check 'KeyringLocked.*' ;;
    stopped)
      start_keyring --unlock
      check 'KeyringUnlocked.FirstRun*'
      kill -STOP "$daemon"
      check 'KeyringStopped.*' ;;
    silent)
      "$silent" 2> "$HOME/service.log" &
      wait_for_service $!
      check 'KeyringSilent.*' ;;
    no-collection)
      start_keyring
      check 'KeyringNoCollection.*' ;;
    no-service) check 'KeyringNoService.*' ;;
    no-bus) check 'KeyringNoBus.*' ;;
    no-glib)
      start_keyring --unlock
      QT_NO_GLIB=1 check 'KeyringNoGlib.*' ;;
    *)
      echo "unknown state: $state" >&2
      exit 2 ;;
  esac
}

if [ "${KNOCKBACK_IN_SESSION:-}" = yes ]; then
  run_tests
  exit
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK

# A bus that starts no services by itself: what is not started here is not there.
cat > "$home/bus.conf" << X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
X

export KNOCKBACK_IN_SESSION=yes
if [ "$state" = no-bus ]; then
  "$0" "$state" "$program" "$silent"
else
  dbus-run-session --config-file="$home/bus.conf" -- "$0" "$state" "$program" "$silent" 2> "$home/errors" || {
    code=$?
    cat "$home/errors" >&2
    exit "$code"
  }
fi
