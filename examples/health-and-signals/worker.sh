#!/bin/sh
# Works until it is told to stop, and says every second that it is alive.
trap 'echo "finishing"; exit 0' TERM INT
while :; do
  touch /tmp/alive
  sleep 1 &
  wait $!
done
