// A Dockerfile of about so many lines, of the kind people write.
const block = (i) => `FROM node:22-alpine AS stage${i}
ARG VERSION=${i}
ENV NODE_ENV=production PORT=80${i % 10}0
WORKDIR /app/${i}
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY --chown=node:node src/ ./src/
RUN apt-get update \\
  && apt-get install -y --no-install-recommends \\
    curl \\
    ca-certificates \\
    git \\
  && rm -rf /var/lib/apt/lists/* \\
  && echo "$VERSION" > /version
# what the container runs
EXPOSE 80${i % 10}0
HEALTHCHECK --interval=30s CMD curl -fsS http://localhost/ || exit 1
USER node
CMD ["node", "src/main.js"]
`;

export function dockerfile(lines) {
  let text = '';
  for (let i = 0; i * 19 <= lines; i++) text += block(i);
  return `${text
    .split('\n')
    .slice(0, Math.max(lines - 1, 10))
    .join('\n')
    .replace(/\\\s*$/, '')}\n`;
}
