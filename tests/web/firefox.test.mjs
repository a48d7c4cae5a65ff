// One run in Firefox, which has WebGL only in a window: the suite runs under Xvfb. Skipped where there
// is no screen or no Firefox.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { site } from './support.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const skip = !process.env.DISPLAY ? 'no screen' : !existsSync(executablePath) ? 'no Firefox' : false;

test('Firefox loads the page, runs a program, and keeps the answer to a click', { skip, timeout: 120000 }, async () => {
  const puppeteer = require('puppeteer-core');
  const server = await site();
  const browser = await puppeteer.launch({ browser: 'firefox', protocol: 'webDriverBiDi', executablePath, headless: false });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: 1300, height: 850 });
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.crabglass, { timeout: 60000 });
    const idle = () => page.evaluate(() => globalThis.crabglass.idle());
    const find = async (role, name) => page.evaluate((r, n) => globalThis.crabglass.widgets().find((w) => w.role === r && w.name === n), role, name);
    const click = async (role, name) => {
      const { rect } = await find(role, name);
      await page.mouse.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
      await idle();
    };
    await idle();
    assert.ok(await find('heading', 'Rust Advanced'));
    await click('button', 'Run');
    assert.ok((await find('slider', 'Trace')).enabled, 'the run has steps');
    await click('button', 'Edit the program');
    await page.waitForFunction(() => !document.getElementById('editor').hidden, { timeout: 20000 });
    await page.keyboard.type('// λ ');
    await idle();
    assert.match(await page.evaluate(() => globalThis.crabglass.editor()), /\/\/ λ/);
    await page.evaluate(() => globalThis.crabglass.saveNow());
    await page.reload();
    await page.waitForFunction(() => globalThis.crabglass, { timeout: 60000 });
    await idle();
    assert.match(await page.evaluate(() => JSON.stringify(globalThis.crabglass.saved().programs)), /\/\/ λ/);
    const before = await page.evaluate(() => globalThis.crabglass.frames());
    await new Promise((resolve) => { setTimeout(resolve, 3000); });
    assert.equal(await page.evaluate(() => globalThis.crabglass.frames()), before, 'idle draws nothing');
    assert.deepEqual(complaints.filter((text) => !/WebGL warning|deprecated/i.test(text)), []);
  } finally {
    await browser.close();
    await server.close();
  }
});
