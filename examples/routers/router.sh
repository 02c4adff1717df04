#!/bin/sh
# The id is copied as it stands, quotes and all: nothing here has to understand JSON.
awk '{
  id = $0
  sub(/^[{]"id":/, "", id)
  sub(/,"messages":.*/, "", id)
  hard = tolower($0) ~ /prove|solve|how many|function|explain/
  print "{\"id\":" id ",\"score\":" (hard ? 1 : 0) "}"
}'
