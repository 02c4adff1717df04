#!/usr/bin/env node
const lines = require("node:readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const { id, messages, models } = JSON.parse(line);
  const text = messages.filter((m) => m.role === "user").map((m) => m.content).join(" ");
  const hard = /prove|solve|how many|function|explain/i.test(text);
  const model = models[hard ? models.length - 1 : 0];
  process.stdout.write(JSON.stringify({ id, model, score: Math.min(text.length / 2000, 1) }) + "\n");
});
