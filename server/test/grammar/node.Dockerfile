# syntax=docker/dockerfile:1
# check=error=true

# The tag comes from CI.
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-alpine AS base
WORKDIR /app
ENV NODE_ENV=production \
    PATH="/app/node_modules/.bin:$PATH"

FROM base AS build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc,required \
    npm ci --include=dev
COPY --parents src/**/*.ts tsconfig.json ./
RUN npm run build && npm prune --omit=dev

FROM base
# hadolint ignore=DL3018
RUN apk add --no-cache tini=~0.19
COPY --link --from=build --chown=node:node /app/node_modules ./node_modules
COPY --link --from=build --chown=1000:1000 /app/dist ./dist
USER node
EXPOSE 3000/tcp 9229
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=1m30s --retries=3 \
    CMD ["node", "dist/healthcheck.js"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/server.js"]
