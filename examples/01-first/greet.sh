#!/bin/sh
echo "$GREETING, as $(id -un). The image was built on $(cat built.txt)."
