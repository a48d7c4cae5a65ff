// The page as such: it loads without a complaint, is crisp, follows the window and the system, rests
// when nothing happens, and survives the loss of its WebGL context.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const open = (options, route = '') => Page.open(here.browser, here.url + route, options);

test('it loads with no complaint and shows the course', async () => {
  const page = await open();
  assert.ok(await page.has('heading', 'Rust Advanced'));
  assert.ok(await page.has('button', 'Run'));
  assert.match(await page.page.title(), /Rust Advanced/);
  assert.match(new URL(page.page.url()).hash, /^#\/[a-z-]+\/[a-z-]+/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('every widget has a role, a name and a place on the screen', async () => {
  const page = await open();
  const widgets = await page.widgets();
  assert.ok(widgets.length > 20, `${widgets.length} widgets`);
  for (const { role, name, rect, id } of widgets) {
    assert.ok(role && name, `a widget without role or name: ${JSON.stringify({ role, name, id })}`);
    if (rect.width <= 0) continue;
    assert.ok(rect.x >= -1 && rect.y >= -1 && rect.x + rect.width <= 1441 && rect.y + rect.height <= 901, `${role} ${name} is off the screen`);
  }
  const ids = widgets.filter(({ id, rect }) => id !== 0 && rect.width > 0).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'two widgets share an id');
  await page.close();
});

test('ten idle seconds draw no frame', async () => {
  const page = await open();
  await page.page.mouse.move(5, 5);
  await page.idle();
  const before = await page.frames();
  await page.page.waitForTimeout(10000);
  assert.equal(await page.frames() - before, 0);
  await page.close();
});

for (const density of [1, 2, 3])
  test(`at a device pixel ratio of ${density} the canvas has as many pixels as the screen`, async () => {
    const page = await open({ density, width: 1000, height: 700 });
    const size = await page.page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
    assert.deepEqual(size, [1000 * density, 700 * density]);
    await page.close();
  });

test('a change of zoom is followed', async () => {
  const page = await open({ width: 1000, height: 700, own: true });
  const session = await page.context.newCDPSession(page.page);
  // Zooming in makes the window smaller in CSS pixels and each of them larger.
  await session.send('Emulation.setDeviceMetricsOverride', { width: 800, height: 560, deviceScaleFactor: 1.25, mobile: false });
  await page.idle();
  const size = await page.page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
  assert.deepEqual(size, [1000, 700]);
  await page.close();
});

test('a phone-sized window shows one pane at a time, and a wide one both', async () => {
  const page = await open({ width: 1300, height: 800 });
  assert.ok(await page.has('button', 'Run'));
  assert.ok(!(await page.has('tab', 'Stage')));
  await page.page.setViewportSize({ width: 390, height: 800 });
  await page.idle();
  assert.ok(await page.has('tab', 'Stage'));
  assert.ok(!(await page.has('button', 'Run')));
  await page.click('tab', 'Stage');
  const run = await page.find('button', 'Run');
  assert.ok(run.rect.width > 0 && run.rect.x + run.rect.width <= 390);
  await page.close();
});

test('a lost WebGL context comes back with the same picture', async () => {
  const page = await open();
  await page.page.mouse.move(700, 5);
  await page.idle();
  const before = await page.page.screenshot();
  await page.page.evaluate(async () => {
    const context = document.getElementById('canvas').getContext('webgl2');
    const extension = context.getExtension('WEBGL_lose_context');
    extension.loseContext();
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    extension.restoreContext();
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  });
  await page.idle();
  const after = await page.page.screenshot();
  assert.ok(before.equals(after), 'the picture differs after the context was restored');
  await page.close();
});

test('light and dark follow the system, and the settings override it', async () => {
  const page = await open({ dark: true, own: true });
  const background = () => page.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.page.emulateMedia({ colorScheme: 'light' });
  await page.idle();
  const light = await background();
  assert.notEqual(dark, light);
  await page.click('button', 'Settings');
  await page.click('radio', 'Dark');
  assert.equal(await background(), dark);
  await page.reload();
  assert.equal(await background(), dark);
  await page.close();
});

test('high contrast follows the system too', async () => {
  const page = await open({ own: true });
  const background = () => page.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const usual = await background();
  await page.page.emulateMedia({ contrast: 'more' });
  await page.idle();
  const contrast = await background();
  assert.notEqual(contrast, usual);
  assert.match(contrast, /^rgb\((255, 255, 255|0, 0, 0)\)$/);
  await page.close();
});

test('while it is downloaded a bar counts the bytes', async () => {
  // The program is held back; what is counted by then is the fonts and the script.
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  const page = await open({ wait: false, prepare: ({ page: tab }) => tab.route('**/crabglass.wasm', async (route) => { await held; await route.continue(); }) });
  await page.page.waitForFunction(() => document.getElementById('bar').value > 0, null, { timeout: 15000 });
  assert.match(await page.page.innerText('#stage'), /^Loading: \d+\.\d of \d+\.\d MB$/);
  assert.ok(await page.page.evaluate(() => document.getElementById('bar').value < 0.9));
  letGo();
  await page.idle();
  assert.ok(await page.page.isHidden('#loading'));
  await page.close();
});

test('the page can be used while the engine is on its way, and what was asked of it then is done', async () => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  const page = await open({ wait: false, prepare: async ({ page: tab }) => {
    await tab.route(/engine\.wasm|std\.txt/, async (route) => { await held; await route.continue(); });
    // A call of the engine before it is there would be answered by a download that the page waits for.
    await tab.addInitScript(() => { XMLHttpRequest.prototype.open = () => { throw new Error('the engine was called too early'); }; });
  } });
  await page.page.waitForFunction(() => performance.getEntriesByName('crabglass-drawn').length > 0);
  // It does not come to rest before the engine is there: what a click does is waited for.
  const see = (role, name) => page.page.waitForFunction(([role, name]) => globalThis.crabglass.widgets().some((widget) => widget.role === role && widget.name.startsWith(name)), [role, name], { timeout: 15000 });
  const activate = async (role, name) => {
    await see(role, name);
    await page.page.evaluate((id) => globalThis.crabglass.activate(id), (await page.find(role, name)).id);
  };
  await activate('button', 'Settings');
  await see('dialog', '');
  await activate('radio', 'Dark');
  await page.page.keyboard.press('Escape');
  await activate('button', 'Help');
  await see('dialog', '');
  await page.page.keyboard.press('Escape');
  await activate('link', 'Mutexes, guards and deadlock');
  await see('heading', 'Mutexes, guards and deadlock');
  await page.page.goBack();
  await see('heading', 'The lost update');
  await activate('button', 'Run');
  await activate('button', 'Explore all');
  await activate('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.keyboard.insertText('fn nothing() {}\n');
  letGo();
  await page.idle();
  assert.match(JSON.stringify((await page.saved()).programs), /fn nothing/);
  assert.ok(await page.has('button', 'Run'));
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('? opens the help and Escape closes it', async () => {
  const page = await open();
  await page.press('?');
  assert.ok((await page.all('dialog')).length === 1);
  await page.press('Escape');
  assert.ok((await page.all('dialog')).length === 0);
  await page.close();
});
