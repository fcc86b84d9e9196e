// The browser that the tests, the measures and the pictures drive: the one that CHROMIUM names; `make` finds one on the machine.
import { chromium } from "playwright-core";

export function open() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("no browser is named; run it with make, or with CHROMIUM=PATH of a Chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
