# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS TARGETARCH
ARG VERSION=dev
WORKDIR /src
RUN --mount=type=bind,source=go.mod,target=go.mod \
    --mount=type=bind,source=go.sum,target=go.sum \
    --mount=type=cache,target=/go/pkg/mod \
    go mod download -x
RUN --mount=type=bind,target=. \
    --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build,id=go-$TARGETARCH \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=${TARGETARCH:-amd64} \
    go build -trimpath -ldflags "-s -w -X main.version=${VERSION#v}" -o /out/app ./cmd/app

FROM scratch AS binary
COPY --from=build /out/app /

FROM gcr.io/distroless/static-debian13:nonroot@sha256:1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef
COPY --from=0 /out/app /usr/local/bin/app
ENTRYPOINT ["/usr/local/bin/app"]
