#!/bin/sh
# What a container engine would do with deploy/Containerfile, in namespaces of our own: unshare --mount --net --pid --fork.
# In: ROOT, an empty folder; BUILT, what the first stage made; CONFIGURATION, the folder that is mounted at /etc/comity; RUN, USER_ID,
# VOLUME, HEALTH and COMMAND, as the Containerfile's second stage says; DOTNET, where the machine has .NET.
# The base image is this machine's own programs and libraries, read-only, and nothing else of it.
set -eu

mount -t tmpfs -o mode=0755 tmpfs "$ROOT"
for name in bin sbin lib lib64; do
    [ -L "/$name" ] && cp -P "/$name" "$ROOT/$name"
done
mkdir -p "$ROOT/usr" "$ROOT/etc" "$ROOT/proc" "$ROOT/dev" "$ROOT/tmp" "$ROOT/var/lib" "$ROOT/opt"
chmod 1777 "$ROOT/tmp"
mount --bind /usr "$ROOT/usr"
mount -o remount,bind,ro "$ROOT/usr"
mount -t proc proc "$ROOT/proc"
for device in null urandom; do
    touch "$ROOT/dev/$device"
    mount --bind "/dev/$device" "$ROOT/dev/$device"
done
cp /etc/ld.so.cache /etc/login.defs "$ROOT/etc/"
echo 'root:x:0:0:root:/root:/bin/sh' > "$ROOT/etc/passwd"
echo 'root:x:0:' > "$ROOT/etc/group"
touch "$ROOT/etc/shadow" "$ROOT/etc/gshadow"
ip link set lo up

in_user="chroot --userspec=$USER_ID $ROOT /usr/bin/env -i PATH=/usr/bin:/bin DOTNET_ROOT=$DOTNET"
as_user() {
    $in_user "$@"
}

# RUN, COPY --from=build --chown=root:root, and what the operator mounts.
chroot "$ROOT" /bin/sh -ec "$RUN"
cp -r "$BUILT" "$ROOT/opt/comity"
chown -R root:root "$ROOT/opt/comity"
cp "$CONFIGURATION"/* "$ROOT/etc/comity/"
chown -R "$USER_ID" "$ROOT/etc/comity"
as_user /bin/sh -c 'touch /opt/comity/comity.dll' 2> /dev/null && { echo "the user may change the program"; exit 1; }

# USER, ENTRYPOINT and CMD.
# shellcheck disable=SC2086
$in_user $COMMAND &
node=$!
tries=0
# shellcheck disable=SC2086
until as_user $HEALTH > /dev/null 2>&1; do
    tries=$((tries + 1))
    { [ "$tries" -lt 60 ] && kill -0 "$node"; } || { echo "never healthy"; exit 1; }
    sleep 0.5
done
echo "healthy"
grep "^Uid:" "/$ROOT/proc/$node/status"
echo "owner $(stat -c %u "$ROOT$VOLUME/genesis.bin")"
kill -TERM "$node"
wait "$node" && echo "ended with 0"
