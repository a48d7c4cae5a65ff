// The figures of the page, in headless Chromium: what the first view downloads, how long until it can
// be used, how long frames take while stepping and while scrolling, and how many are drawn at rest.

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, Page, serve, siteFolder } from '../web/support.mjs';

const server = await serve({ under: '/' });
const browser = await launch();

// What the page asks for. What it can be drawn without is held back until it is drawn.
const asked = new Set();
const later = new Set();
let letGo;
const isDrawn = new Promise((resolve) => { letGo = resolve; });
{
  const page = await Page.open(browser, server.url, {
    wait: false,
    prepare: async ({ page }) => {
      page.on('request', (request) => asked.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
      await page.route(/engine\.wasm|std\.txt/, async (route) => { await isDrawn; await route.continue(); });
    },
  });
  await page.page.waitForFunction(() => performance.getEntriesByName('crabglass-drawn').length > 0);
  const drawn = await page.page.evaluate(() => performance.getEntriesByName('crabglass-drawn')[0].startTime);
  letGo();
  await page.idle();
  for (const { name, startTime } of await page.page.evaluate(() => performance.getEntriesByType('resource').map(({ name, startTime }) => ({ name, startTime })))) {
    const path = new URL(name).pathname.slice(1);
    if ((startTime > drawn || /engine\.wasm|std\.txt/.test(path)) && asked.delete(path)) later.add(path);
  }
  await page.close();
}

/** Turns the wheel again and again until std is read: after how many ms each turn was drawn. */
async function answersWhileStdIsRead() {
  const early = await Page.open(browser, server.url, { wait: false });
  await early.page.waitForFunction(() => performance.getEntriesByName('crabglass-drawn').length > 0);
  const waits = await early.page.evaluate(async () => {
    const canvas = document.getElementById('canvas');
    const nextFrame = () => new Promise((resolve) => { globalThis.crabglass.onFrame = () => resolve(); });
    const found = [];
    while (performance.getEntriesByName('crabglass-ready').length === 0) {
      const began = performance.now();
      canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: found.length % 2 ? -40 : 40, clientX: 600, clientY: 500, bubbles: true, cancelable: true }));
      await nextFrame();
      found.push(performance.now() - began);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return found.sort((a, b) => a - b);
  });
  await early.close();
  return waits;
}
const waits = await answersWhileStdIsRead();

const began = Date.now();
const page = await Page.open(browser, server.url);
const drawn = await page.page.evaluate(() => performance.getEntriesByName('crabglass-drawn')[0].startTime);
const interactive = await page.page.evaluate(() => performance.getEntriesByName('crabglass-ready')[0]?.startTime ?? performance.now());
const settled = Date.now() - began;

const rows = [];
for (const path of [...asked, ...later]) {
  const body = await readFile(join(siteFolder, decodeURIComponent(path))).catch(() => null);
  if (!body) continue;
  rows.push({ path, isLater: later.has(path), raw: body.length, gz: gzipSync(body, { level: 9 }).length,
              br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length });
}
rows.sort((a, b) => b.br - a.br);
const print = (title, some) => {
  const sum = (key) => some.reduce((total, row) => total + row[key], 0);
  console.log(`${title.padEnd(38)}       raw         gz         br`);
  for (const { path, raw, gz, br } of [...some, { path: 'all', raw: sum('raw'), gz: sum('gz'), br: sum('br') }])
    console.log(`  ${path.padEnd(36)} ${String(raw).padStart(9)}  ${String(gz).padStart(9)}  ${String(br).padStart(9)}`);
};
print('payload of the first view (bytes)', rows.filter((row) => !row.isLater));
print('downloaded once it is drawn', rows.filter((row) => row.isLater));
console.log(`input while std is read is drawn after    ${Math.round(waits[waits.length >> 1])} ms, at most ${Math.round(waits.at(-1))} ms (${waits.length} turns of the wheel)`);
console.log(`first view drawn after                    ${Math.round(drawn)} ms (std read, first program compiled: ${Math.round(interactive)} ms; all settled: ${settled} ms)`);

// The program's own time per frame, measured around each.
await page.page.evaluate(() => {
  globalThis.frameTimes = [];
  globalThis.crabglass.onFrame = (milliseconds) => globalThis.frameTimes.push(milliseconds);
});
async function times(name, action) {
  await page.page.evaluate(() => { globalThis.frameTimes.length = 0; });
  await action();
  await page.idle();
  const all = (await page.page.evaluate(() => globalThis.frameTimes)).sort((a, b) => a - b);
  const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))]?.toFixed(1);
  const within = (100 * all.filter((time) => time < 16).length / Math.max(1, all.length)).toFixed(1);
  console.log(`frames while ${name.padEnd(28)} ${all.length} frames: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, under 16 ms: ${within} %`);
}
await times('scrolling', async () => {
  await page.page.mouse.move(600, 500);
  for (let i = 0; i < 60; ++i) {
    await page.page.mouse.wheel(0, i < 40 ? 120 : -120);
    await page.page.waitForTimeout(20);
  }
});
await page.activate('button', 'Run').catch(() => {});
await times('stepping', async () => {
  for (let i = 0; i < 60; ++i) {
    await page.activate('button', i % 20 < 10 ? 'Step back' : 'Step forward').catch(() => {});
    await page.page.waitForTimeout(10);
  }
});

const before = await page.frames();
await page.page.waitForTimeout(10000);
console.log(`frames in ten idle seconds                ${await page.frames() - before}`);
if (page.complaints.length) console.log('console:', page.complaints);
await browser.close();
await server.close();
