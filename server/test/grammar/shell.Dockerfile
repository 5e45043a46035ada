FROM alpine:3.22
RUN set -eux; \
    case "$(uname -m)" in \
        x86_64|amd64) arch='amd64' ;; \
        aarch64) arch=arm64 ;; \
        *) echo >&2 "error: unsupported $(uname -m)"; exit 1 ;; \
    esac; \
    for pkg in a b "$arch"; do \
        if [ ! -e "/tmp/$pkg" ] && [[ $pkg == *.gz ]]; then \
            wget -qO- "https://example.com/${pkg%%.*}/${arch:-none}.tar.gz" | tar -xz; \
        fi; \
    done; \
    export N=$(( ${#arch} + 0x10 << 1 )) LC_ALL=C; \
    build() { make -j"$(nproc)" "$@"; }; \
    build > /dev/null 2>&1 && { rm -rf /tmp/*; } || true
RUN sh -c "echo \"quoted\" \
# a comment between the lines of a string

    'still the string' $HOME \
    end" # and a comment that goes on \
    over the line
RUN echo `date +%s` $'a\tb' ${x/a/b} $1 $? ~ && cat <<<"here"
RUN echo 'unclosed
RUN echo "unclosed
RUN echo $(unclosed "
RUN echo ${unclosed
RUN if true; then
RUN echo done \\
RUN [ "$x" = "y" ] && (cd /tmp && ls)
RUN ["/bin/sh", "-c", "echo $HOME"]
CMD cat <<EOF
ENTRYPOINT exec top -b
