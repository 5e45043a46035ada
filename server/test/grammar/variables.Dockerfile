ARG REGISTRY=docker.io/library TAG BASE="alpine:3.22"
FROM ${REGISTRY}/alpine:${TAG:-3.22}
ENV A=1 B="two $A" C='three $A' D=four\ words E=${A:+set} F=${A#*/} G=${A//x/y} H=${A%%.*}
ENV OLD this is the $A legacy form
ENV PATH=/opt/bin:$PATH LANG=C.UTF-8
LABEL org.opencontainers.image.title="My \"app\"" \
      org.opencontainers.image.version=$TAG \
      "with space"='single'
LABEL maintainer nobody
ARG X
ARG Y=${X:?must be set}
ARG TARGETARCH
WORKDIR $HOME/app\ dir
VOLUME /data /logs
VOLUME ["/var/lib/x", "$HOME/y"]
USER ${UID:-1000}:app
EXPOSE 80 443/tcp 53/UDP 8000-8010/sctp $PORT/tcp
STOPSIGNAL 9
STOPSIGNAL SIGRTMIN+3
ADD --checksum=sha256:24454f830c --chown=10:app https://example.com/a.tar.gz /tmp/
ADD --keep-git-dir=true git@github.com:acme/app.git#v1 /src
COPY ["file with blank.txt", "${DEST:-/srv}/"]
COPY --exclude=*.md a[0-9]?.txt ${DEST}/x
ENV BAD=${A^^} ESCAPED=\$A
MAINTAINER someone <someone@example.com>
