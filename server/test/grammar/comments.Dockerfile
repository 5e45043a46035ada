# hello, this is no directive
# escape=`
# hadolint global ignore=DL3008
FROM debian:13-slim
# dockerfile-mentor ignore=untagged-base-image reason=pinned by the proxy
# check=skip=JSONArgsRecommended
# shellcheck disable=SC2086
RUN echo a \
    # inside RUN x

    b
    # indented comment
RUN echo "# no comment" c#d # comment
CMD echo `
