/**
 * Images that Dockerfiles are often built on, with the tags that people use of them, the first choice first. What each
 * image is for is a bullet of `docs/<locale>/values/images.md`; a test keeps the two together.
 */
const table = `
alpine 3.22 3.23 3.21
debian 13-slim 13 12-slim trixie-slim bookworm-slim
ubuntu 24.04 26.04 22.04
busybox 1.37 1.37-musl 1.37-glibc stable
scratch
fedora 43 42
almalinux 10 9 10-minimal 9-minimal
amazonlinux 2023 2023-minimal
oraclelinux 9 9-slim 10 10-slim
archlinux base base-devel
buildpack-deps trixie bookworm trixie-curl
node 24-alpine 24-slim 24 22-alpine 22-slim 22 lts-alpine
python 3.13-slim 3.14-slim 3.13-alpine 3.13 3.12-slim
golang 1.25 1.25-alpine 1.25-trixie
rust 1-slim 1 1-alpine
eclipse-temurin 21-jre 21-jdk 25-jre 25-jdk 21-jre-alpine 17-jre
amazoncorretto 21 21-alpine 25 17
maven 3.9-eclipse-temurin-21 3.9-eclipse-temurin-25 3-eclipse-temurin-21-alpine
gradle 9-jdk21 9-jdk25 8-jdk21 8-jdk21-alpine
php 8.4-fpm-alpine 8.4-apache 8.4-cli 8.4-fpm 8.4-cli-alpine
composer 2 lts
ruby 3.4-slim 3.4 3.4-alpine
perl 5 5-slim
swift 6.2 6.2-slim
elixir 1.18 1.18-slim 1.18-alpine
erlang 28 28-slim 28-alpine
haskell 9 9-slim
julia 1 1-alpine
dart stable
r-base 4.5.1
gcc 15 14
bash 5 5.3
oven/bun 1 1-slim 1-alpine 1-distroless
denoland/deno debian alpine distroless
nginx 1.29-alpine 1.28-alpine stable-alpine mainline-alpine 1.29
nginxinc/nginx-unprivileged 1.29-alpine stable-alpine
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
valkey/valkey 8-alpine 8
memcached 1-alpine 1
rabbitmq 4-management-alpine 4-alpine 4-management
nats 2-alpine 2
eclipse-mosquitto 2
cassandra 5
couchdb 3
influxdb 2-alpine 2
elasticsearch 9.1.0 8.19.0
wordpress 6-php8.4-fpm-alpine 6-php8.4-apache
ghost 6-alpine 6
nextcloud fpm-alpine apache
jenkins/jenkins lts-jdk21 lts-alpine-jdk21
registry 3 2
docker 29-cli 29-dind cli dind
tonistiigi/xx 1.6.1
gcr.io/distroless/static-debian12 nonroot latest debug-nonroot
gcr.io/distroless/base-debian12 nonroot latest debug-nonroot
gcr.io/distroless/cc-debian12 nonroot latest debug-nonroot
gcr.io/distroless/java21-debian12 nonroot latest debug-nonroot
gcr.io/distroless/nodejs22-debian12 nonroot latest debug-nonroot
gcr.io/distroless/python3-debian12 nonroot latest debug-nonroot
cgr.dev/chainguard/static latest
cgr.dev/chainguard/wolfi-base latest
ghcr.io/astral-sh/uv python3.13-trixie-slim python3.13-alpine 0.9
mcr.microsoft.com/dotnet/sdk 10.0 9.0 8.0 9.0-alpine
mcr.microsoft.com/dotnet/aspnet 10.0 9.0 8.0 9.0-alpine 9.0-noble-chiseled
mcr.microsoft.com/dotnet/runtime 10.0 9.0 8.0 9.0-alpine
mcr.microsoft.com/dotnet/runtime-deps 10.0 9.0 8.0-noble-chiseled
mcr.microsoft.com/powershell latest
mcr.microsoft.com/windows/nanoserver ltsc2025 ltsc2022
mcr.microsoft.com/windows/servercore ltsc2025 ltsc2022
mcr.microsoft.com/playwright v1.55.0-noble
registry.access.redhat.com/ubi9/ubi 9.6
registry.access.redhat.com/ubi9/ubi-minimal 9.6
public.ecr.aws/lambda/python 3.13 3.12
public.ecr.aws/lambda/nodejs 22 20
nvidia/cuda 12.9.1-runtime-ubuntu24.04 12.9.1-devel-ubuntu24.04 12.9.1-base-ubuntu24.04
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
