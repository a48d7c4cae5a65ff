// When something is missing: no WebGL, no WebAssembly, a failed download, a broken lesson. The page
// always says what is wrong, and shows the lesson's text where it can.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, Page, serve } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const textOf = async (page) => {
  await page.page.waitForSelector('.notice', { timeout: 15000 });
  await page.page.waitForFunction(() => document.querySelector('#reader h1, #reader nav, .notice a'), null, { timeout: 15000 }).catch(() => {});
  return page.page.innerText('body');
};

function reading(name, { change, prepare, route = '' }, check) {
  test(name, async () => {
    const server = await serve({ under: '/sub/', change });
    const page = await Page.open(browser, server.url + route, { prepare, wait: false });
    await check(await textOf(page), page);
    await page.close();
    await server.close();
  });
}

const hide = (script) => ({ page }) => page.addInitScript(script);

reading('without WebGL 2 the lesson is shown as text, with the reason and a way to try again',
  { prepare: hide(() => { HTMLCanvasElement.prototype.getContext = () => null; }) },
  async (text, page) => {
    assert.match(text, /no WebGL 2/);
    assert.match(text, /lost update/i);
    assert.ok(await page.page.isVisible('text=Try again'));
  });

reading('without WebAssembly as well', { prepare: hide(() => { delete globalThis.WebAssembly; }) },
  async (text) => assert.match(text, /no WebAssembly[^]*lost update/i));

reading('an old browser is told that it is too old', { prepare: hide(() => { delete globalThis.BigInt; }) },
  async (text) => assert.match(text, /too old[^]*lost update/i));

for (const file of ['crabglass.wasm', 'crabglass.js', 'boot.js'])
  reading(`when ${file} cannot be downloaded`, { change: (path) => (path === file ? 503 : undefined) },
    async (text) => assert.match(text, /lost update/i));

reading('when everything but the first page fails, that is said and can be tried again',
  { change: (path) => (['index.html', 'start.js', 'style.css', 'boot.js', 'reader.js'].includes(path) || path.startsWith('host/') ? undefined : 500) },
  async (text, page) => {
    assert.match(text, /could not be downloaded/);
    assert.ok(await page.page.isVisible('text=Try again'));
  });

reading('a damaged program file is a failed download, not a blank page',
  { change: (path, body) => (path === 'crabglass.wasm' ? body.subarray(0, 5000) : undefined) },
  async (text) => assert.match(text, /lost update/i));

const working = (name, change, check, route = '', told = undefined) => test(name, async () => {
  const server = await serve({ under: '/', change });
  const page = await Page.open(browser, server.url + route, { wait: false });
  if (told) await page.told(told);
  await page.idle();
  await check(page, JSON.stringify(await page.widgets()));
  await page.close();
  await server.close();
});

working('a course without SUMMARY.md says so, and trying again helps once it is there',
  (() => { let asked = 0; return (path) => (path.endsWith('SUMMARY.md') && asked++ === 0 ? 404 : undefined); })(),
  async (page, widgets) => {
    assert.match(widgets, /SUMMARY\.md/);
    await page.click('button', 'Try again');
    assert.ok(await page.has('heading', 'Rust Advanced'));
  });

working('an empty SUMMARY.md is said to name no chapters', (path) => (path.endsWith('SUMMARY.md') ? Buffer.from('# Summary\n') : undefined),
  async (page, widgets) => assert.match(widgets, /names none/));

working('a broken book.toml and a broken quiz leave the rest readable',
  (path) => (path.endsWith('.toml') && path.includes('quizzes/') ? Buffer.from('[[questions]\nid = ') : undefined),
  async (page) => assert.ok(await page.has('heading', /lost update/i)));

working('a chapter that cannot be downloaded says so', (path) => (path.endsWith('data-races.md') ? 500 : undefined),
  async (page, widgets) => assert.match(widgets, /could not be loaded/));

working('a chapter that is not text leaves the page working', (path) => (path.endsWith('data-races.md') ? Buffer.from([0xff, 0xfe, 0, 1, 2, 0x60, 0x60, 0x60]) : undefined),
  async (page) => assert.ok(await page.has('button', 'Help')));

for (const file of ['engine.wasm', 'std.txt']) {
  working(`without ${file} the chapter can be read, and the student is told why nothing runs`, (path) => (path === file ? 500 : undefined),
    async (page) => assert.ok(await page.has('heading', /lost update/i)), '', /What runs programs could not be downloaded/);

  working(`a part of ${file} is not taken for the whole`, (path, body) => (path === file ? body.subarray(0, 5000) : undefined),
    async (page) => assert.ok(await page.has('heading', /lost update/i)), '', /What runs programs could not be downloaded/);
}

for (const link of ['#/try=', '#/try=z.!!!!', '#/try=z.AAAA', '#/try=p.eyJhIjoxfQ', '#/try=q.x', '#/%E0%A4%A', '#/../../etc', '#nonsense'])
  working(`the link ${link} does no harm`, undefined, async (page) => assert.ok(await page.has('button', 'Help')), link,
    link.startsWith('#/try') ? /no program that can be read/ : undefined);

test('a part that stops says so, keeps what the student wrote, and starts carefully the next time', async () => {
  const server = await serve({ under: '/' });
  const page = await Page.open(browser, server.url);
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.keyboard.insertText('// kept\n');
  await page.idle();
  await page.page.evaluate(() => {
    WebGL2RenderingContext.prototype.drawElements = () => { throw new Error('broken for the test'); };
  });
  await page.page.mouse.move(300, 300);
  const text = await textOf(page);
  assert.match(text, /bug in Crabglass/);
  assert.match(text, /lost update/i);
  await page.page.reload();
  await page.told(/Nothing runs until you ask/);
  await page.idle();
  assert.match(JSON.stringify((await page.saved()).programs), /\/\/ kept/);
  await page.close();
  await server.close();
});
