FROM python:3.13-slim AS build
COPY --from=ghcr.io/astral-sh/uv:0.9.8 /uv /uvx /bin/
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project --no-dev
COPY . .
RUN python3 - <<'PY' > build.txt
import sys

text = """version
{}""".format(sys.version)
print(text)
PY

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        # needed by psycopg
        libpq5 \

        tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 app && useradd -l --uid 10001 --gid app app
COPY --from=build --chown=app:app /app /app
USER 10001:10001
CMD ["/app/.venv/bin/gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
