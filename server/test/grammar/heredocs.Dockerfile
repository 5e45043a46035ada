# syntax=docker/dockerfile:1
FROM debian:13-slim
RUN <<EOF
set -eu
apt-get update
apt-get install -y --no-install-recommends ca-certificates
rm -rf /var/lib/apt/lists/*
echo "this string is never closed
EOF
RUN <<-EOT bash -e
	for f in *.txt; do echo "$f"; done
	EOT
RUN <<EOF
#!/usr/bin/env python3
print({"a": [1, 2
EOF
COPY <<EOF /etc/app/config.yaml
name: ${APP_NAME:-demo}
EOF
COPY --chmod=755 <<'EOF' /usr/local/bin/entrypoint.sh
#!/bin/sh
exec "$@"
EOF
COPY <<settings.json <<settings.ini <<notes /etc/app/
{"port": 8080}
settings.json
[server]
settings.ini
plain $TEXT
notes
COPY <<EOF /etc/nginx/conf.d/default.conf
server {
    listen 80 default_server;
    location / { proxy_set_header Host $host; }
}
EOF
COPY <<"EOF" /srv/Dockerfile
FROM scratch
EOF
RUN cat <<EOF > /etc/motd && echo written
Welcome to ${HOSTNAME}
EOF
RUN psql -v ON_ERROR_STOP=1 <<SQL || exit 1
SELECT 'unclosed FROM users;
SQL
RUN <<ONE cat > /one && <<TWO cat > /two
first
ONE
second
TWO
RUN echo 'a <<EOF b' "<<EOF" $((1<<2)) $(( 1 << 2 ))
RUN node --input-type=module \
      <<EOF \
      > /out
console.log(`unclosed
EOF
ONBUILD RUN <<EOF
echo child
EOF
CMD ["/usr/local/bin/entrypoint.sh"]
