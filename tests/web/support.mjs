// What the browser tests share: a small server for a published folder, a browser, and a page whose
// widgets are found by role and name, as the page itself reports them.
//
// CRABGLASS_SITE is the published folder (default: build/site). CRABGLASS_URL, if set, is a server that is
// already running, such as serve.py. CRABGLASS_PATIENCE is how many seconds the page may take to come to
// rest (default: 30); a busy machine needs more.

import { after, before } from 'node:test';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const siteFolder = process.env.CRABGLASS_SITE ?? join(root, 'build/site');

const patience = Number(process.env.CRABGLASS_PATIENCE ?? 30) * 1000;

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.otf': 'font/otf', '.ttf': 'font/ttf', '.md': 'text/markdown; charset=utf-8',
  '.toml': 'text/plain; charset=utf-8', '.png': 'image/png' };

/**
 * Serves the folder under a path, as a static host would. `change(path, body)` may answer otherwise:
 * with a status, with another body, or with nothing to leave it.
 */
export async function serve({ under = '/', folder = siteFolder, change } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const answer = (status, body = '', type = 'text/plain') => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
      response.end(body);
    };
    if (!path.startsWith(under)) return answer(404);
    let inside = normalize(path.slice(under.length)) || 'index.html';
    if (inside === '.' || inside.endsWith('/')) inside = 'index.html';
    if (inside.startsWith('..')) return answer(403);
    let body = null;
    try { body = await readFile(join(folder, inside)); } catch (error) { /* 404, unless changed */ }
    const changed = change?.(inside, body);
    if (typeof changed === 'number') return answer(changed);
    if (changed !== undefined) body = changed;
    if (body === null) return answer(404);
    answer(200, body, types[extname(inside)] ?? 'application/octet-stream');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${under}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** The site the tests run on: a running server, or the folder served under a sub-path. */
export async function site() {
  if (process.env.CRABGLASS_URL) return { url: process.env.CRABGLASS_URL, close: async () => {} };
  return serve({ under: '/course/crabglass/' });
}

// With each window Chromium starts a page for the popup of its address bar, which takes as long as ours and
// is never seen. Of two such lists it takes the last, so Playwright's own are named again.
const switchedOff = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying',
  'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning'];

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', `--disable-features=${switchedOff.join()}`],
});

/** The site and a browser for all tests of a file: `here.url`, `here.browser`. */
export function useSite() {
  const here = {};
  before(async () => {
    here.server = await site();
    here.url = here.server.url;
    here.browser = await launch();
  });
  after(async () => {
    await here.browser?.close();
    await here.server?.close();
  });
  return here;
}

// Contexts whose test is over, by what they were opened with, for the next one: there the browser has the
// program compiled already.
const spares = new WeakMap();   // Browser -> Map of options as text -> contexts
const sparesOf = (browser, kind) => {
  if (!spares.has(browser)) spares.set(browser, new Map());
  const kinds = spares.get(browser);
  if (!kinds.has(kind)) kinds.set(kind, []);
  return kinds.get(kind);
};

/** Leaves a tab as a new one is: empty, and with nothing stored. */
async function emptied(page) {
  const { origin } = new URL(page.url());
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb,cache_storage' });
  await session.detach();
}

/**
 * A page with nothing stored at first, its console watched. Who changes more of the tab than what is stored
 * and its size says `own`: no other test gets it.
 */
export class Page {
  static async open(browser, url, options = {}) {
    const { width = 1440, height = 900, density = 1, touch = false, dark = false, still = true,
            permissions = [], prepare, own = prepare !== undefined, wait = true } = options;
    const settings = {
      deviceScaleFactor: density, hasTouch: touch, isMobile: false,
      colorScheme: dark ? 'dark' : 'light', reducedMotion: still ? 'reduce' : 'no-preference', permissions,
    };
    const viewport = { width, height };
    const self = new Page();
    self.spares = own ? null : sparesOf(browser, JSON.stringify(settings));
    self.context = self.spares?.pop() ?? await browser.newContext({ viewport, ...settings });
    self.complaints = [];
    self.page = self.context.pages()[0] ?? await self.context.newPage();
    await self.page.setViewportSize(viewport);
    self.watch(self.page);
    if (prepare) await prepare(self);
    await self.page.goto(url);
    if (wait) await self.idle();
    return self;
  }

  watch(page) {
    page.removeAllListeners('console');
    page.removeAllListeners('pageerror');
    page.on('console', (message) => {
      // Chromium tells how its software renderer reads pixels back; that is no complaint about us.
      if (message.text().includes('GL Driver Message (OpenGL, Performance')) return;
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  async idle() {
    await this.page.waitForFunction(() => globalThis.crabglass || globalThis.crabglassReason, null, { timeout: patience });
    const settled = await this.page.evaluate((limit) => Promise.race([
      (globalThis.crabglass?.idle() ?? Promise.resolve()).then(() => true),
      new Promise((resolve) => { setTimeout(resolve, limit, false); })]), patience);
    if (!settled) throw new Error(`the page did not come to rest within ${patience / 1000} s`);
  }

  /** Waits until the page says something, which may be a message that goes away by itself. */
  async told(pattern) {
    await this.page.waitForFunction((source) => globalThis.crabglass?.widgets().some(({ role, name }) => role === 'status' && new RegExp(source).test(name)),
      pattern.source, { timeout: patience, polling: 100 });
  }

  widgets() { return this.page.evaluate(() => globalThis.crabglass.widgets()); }
  saved() { return this.page.evaluate(() => globalThis.crabglass.saved()); }
  frames() { return this.page.evaluate(() => globalThis.crabglass.frames()); }

  /** The widgets of a role whose name is the text, or matches the pattern. */
  async all(role, name) {
    const fits = (text) => (name instanceof RegExp ? name.test(text) : name === undefined || text === name);
    return (await this.widgets()).filter((widget) => widget.role === role && fits(widget.name));
  }
  async find(role, name) {
    const found = await this.all(role, name);
    if (found.length === 0) {
      const names = (await this.widgets()).filter((widget) => widget.role === role).map((widget) => widget.name);
      throw new Error(`no ${role} named ${name}; there are: ${names.join(' | ')}`);
    }
    return found.find((widget) => widget.rect.width > 0 && widget.rect.height > 0) ?? found[0];
  }
  async has(role, name) { return (await this.all(role, name)).length > 0; }

  /** Clicks the middle of a widget, as a person would; one that is out of sight is activated. */
  async click(role, name) {
    const widget = await this.find(role, name);
    const { x, y, width, height } = widget.rect;
    if (width > 2 && height > 2) await this.page.mouse.click(x + width / 2, y + height / 2);
    else await this.page.evaluate((id) => globalThis.crabglass.activate(id), widget.id);
    await this.idle();
  }
  async activate(role, name) {
    const widget = await this.find(role, name);
    await this.page.evaluate((id) => globalThis.crabglass.activate(id), widget.id);
    await this.idle();
  }
  /** Whether a thread may move next, by the head of its lane. */
  async canMove(thread) { return (await this.all('button', `Move ${thread}`)).some(({ enabled }) => enabled); }
  async press(key) {
    await this.page.keyboard.press(key);
    await this.idle();
  }
  async reload() {
    await this.page.reload();
    await this.idle();
  }
  async close() {
    if (!this.spares) return this.context.close();
    await emptied(this.page);
    this.spares.push(this.context);
  }
}
