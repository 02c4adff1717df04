#!/usr/bin/env python3
import json
import sys

for line in sys.stdin:
    query = json.loads(line)
    text = " ".join(m["content"] for m in query["messages"] if m["role"] == "user").lower()
    hard = any(word in text for word in ("prove", "solve", "how many", "function", "explain"))
    model = query["models"][-1 if hard else 0]
    print(json.dumps({"id": query["id"], "model": model, "score": min(len(text) / 2000, 1)}))
