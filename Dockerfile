# Follows the README: the two commands on a bare Debian 12 with Swift.
FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /evalroute
COPY . .
RUN make build && make install PREFIX=/opt/evalroute

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends git libcurl4 libsimdjson14 libsqlite3-0 libssl3 libstdc++6 libxml2 \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/evalroute /usr/local
WORKDIR /data
ENTRYPOINT ["evalroute"]
