# An image that builds the dossier mounted into it, with the fonts and templates that ship, as no one in particular and
# without a network. README.md has the two commands.

FROM debian:13-slim AS made
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY requirements requirements
RUN python3 -m venv /tools \
    && /tools/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/build.txt \
    && python3 -m venv --without-pip /opt/dossier \
    && /tools/bin/python -m pip --python /opt/dossier/bin/python install --no-cache-dir \
        --require-hashes --only-binary :all: -r requirements/briefing.txt
COPY . .
RUN /tools/bin/python -m hatchling build -t wheel -d /wheel \
    && /tools/bin/python -m pip --python /opt/dossier/bin/python install --no-cache-dir --no-deps /wheel/*.whl

FROM debian:13-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=made /opt/dossier /opt/dossier
# Nothing in the image is its own: --user may name whoever owns the mounted folder.
USER 65534:65534
ENV HOME=/tmp
WORKDIR /dossier
ENTRYPOINT ["/opt/dossier/bin/dossier"]
CMD ["build"]
