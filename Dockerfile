# One image, several commands: serve, worker, migrate, and the rest of `anju --help`.
# To try it, with the demo city:  docker build -t anju . && docker run -p 8000:8000 anju run --demo

FROM node:24-slim AS dashboard
WORKDIR /frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY frontend/ ./
RUN npm run --silent build

FROM python:3.11-slim AS packages
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps \
      --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.11-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin anju \
  && install --directory --owner=anju --group=anju --mode=0700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY pyproject.toml openapi.yaml README.md LICENSE ./
COPY domain/ domain/
COPY persistence/ persistence/
COPY migrations/ migrations/
COPY api/ api/
COPY --from=dashboard /frontend/dist frontend/dist
RUN printf '#!/bin/sh\nexec /venv/bin/python -m api.cli "$@"\n' > /usr/local/bin/anju \
  && chmod 0755 /usr/local/bin/anju \
  && /venv/bin/python -m compileall -q /app
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 \
    ANJU_DATA=/data HOST=0.0.0.0 PORT=8000
USER anju
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=4)"]
ENTRYPOINT ["anju"]
CMD ["serve"]
