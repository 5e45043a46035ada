/**
 * Images that Dockerfiles are often built on, with the tags that people use of them, the first choice first. What each
 * image is for is a bullet of `docs/<locale>/values/images.md`; a test keeps the two together. Checked in November 2026.
 */
const table = `
alpine 3.24 3.23 3.22
debian 13-slim 13 12-slim trixie-slim bookworm-slim
ubuntu 24.04 26.04 22.04
busybox 1.38 1.38-musl 1.38-glibc stable
scratch
fedora 44 43
almalinux 10 9 10-minimal 9-minimal
amazonlinux 2023 2023-minimal
oraclelinux 9 9-slim 10 10-slim
archlinux base base-devel
buildpack-deps trixie bookworm trixie-curl
node 24-alpine 24-slim 24 26-alpine 26-slim 22-alpine 22-slim lts-alpine
python 3.14-slim 3.13-slim 3.14-alpine 3.14 3.12-slim
golang 1.27 1.27-alpine 1.27-trixie 1.26
rust 1-slim 1 1-alpine
eclipse-temurin 21-jre 21-jdk 25-jre 25-jdk 21-jre-alpine 17-jre
amazoncorretto 21 21-alpine 25 17
maven 3.9-eclipse-temurin-21 3.9-eclipse-temurin-25 3-eclipse-temurin-21-alpine
gradle 9-jdk21 9-jdk25 8-jdk21 8-jdk21-alpine
php 8.5-fpm-alpine 8.5-apache 8.5-cli 8.4-fpm-alpine 8.5-cli-alpine
composer 2 lts
ruby 4.0-slim 4.0 4.0-alpine 3.4-slim
perl 5 5-slim
swift 6.3 6.3-slim
elixir 1.20 1.20-slim 1.20-alpine
erlang 29 29-slim 29-alpine
haskell 9 9-slim
julia 1 1-alpine
dart stable
r-base 4.6.1
gcc 16 15
bash 5 5.3
oven/bun 1 1-slim 1-alpine 1-distroless
denoland/deno debian alpine distroless
nginx 1.30-alpine 1.31-alpine stable-alpine mainline-alpine 1.30
nginxinc/nginx-unprivileged 1.30-alpine stable-alpine
httpd 2.4-alpine 2.4
caddy 2-alpine 2 2-builder-alpine
traefik v3
haproxy lts-alpine lts
tomcat 11-jre21 10.1-jre21 11-jdk21
postgres 18-alpine 18 17-alpine 17
mysql 8.4 9
mariadb 11.8 lts
mongo 8 7
redis 8-alpine 8 7-alpine
valkey/valkey 9-alpine 9 8-alpine
memcached 1-alpine 1
rabbitmq 4-management-alpine 4-alpine 4-management
nats 2-alpine 2
eclipse-mosquitto 2
cassandra 5
couchdb 3
influxdb 2-alpine 2
elasticsearch 9.3.1 8.19.14
wordpress 7-php8.4-fpm-alpine 7-php8.4-apache
ghost 6-alpine 6
nextcloud fpm-alpine apache
jenkins/jenkins lts-jdk21 lts-jdk25 lts-alpine-jdk21
registry 3 2
docker 29-cli 29-dind cli dind
tonistiigi/xx 1.9.0
gcr.io/distroless/static-debian13 nonroot latest debug-nonroot
gcr.io/distroless/base-debian13 nonroot latest debug-nonroot
gcr.io/distroless/cc-debian13 nonroot latest debug-nonroot
gcr.io/distroless/java21-debian13 nonroot latest debug-nonroot
gcr.io/distroless/nodejs24-debian13 nonroot latest debug-nonroot
gcr.io/distroless/python3-debian13 nonroot latest debug-nonroot
cgr.dev/chainguard/static latest
cgr.dev/chainguard/wolfi-base latest
ghcr.io/astral-sh/uv python3.14-trixie-slim python3.13-trixie-slim python3.14-alpine 0.12
mcr.microsoft.com/dotnet/sdk 10.0 10.0-alpine 10.0-noble
mcr.microsoft.com/dotnet/aspnet 10.0 10.0-alpine 10.0-noble-chiseled
mcr.microsoft.com/dotnet/runtime 10.0 10.0-alpine 10.0-noble-chiseled
mcr.microsoft.com/dotnet/runtime-deps 10.0 10.0-alpine 10.0-noble-chiseled
mcr.microsoft.com/powershell latest
mcr.microsoft.com/windows/nanoserver ltsc2025 ltsc2022
mcr.microsoft.com/windows/servercore ltsc2025 ltsc2022
mcr.microsoft.com/playwright v1.63.0-noble
registry.access.redhat.com/ubi10/ubi 10.2
registry.access.redhat.com/ubi10/ubi-minimal 10.2
registry.access.redhat.com/ubi9/ubi 9.8
registry.access.redhat.com/ubi9/ubi-minimal 9.8
public.ecr.aws/lambda/python 3.14 3.13
public.ecr.aws/lambda/nodejs 24 22
nvidia/cuda 13.0.1-runtime-ubuntu24.04 13.0.1-devel-ubuntu24.04 13.0.1-base-ubuntu24.04
`;

/** The usual tags of images by name, in the order in which they are offered. */
export const usualTags: ReadonlyMap<string, readonly string[]> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...tags] = line.split(' ');
      return [name, tags] as const;
    }),
);
