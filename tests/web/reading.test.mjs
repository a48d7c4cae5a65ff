// The chapter in the middle and the course on the left: every kind of block, copying, links, progress.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, serve, useSite } from './support.mjs';

const here = useSite();
const open = (options, route = '') => Page.open(here.browser, here.url + route, options);
const chapter = '#/threads/data-races';

const everything = `# Everything

A paragraph with *emphasis*, **strength**, \`inline_code()\` and [a link out](https://www.rust-lang.org/learn).

## Lists and quotes

- one
- two
  1. two and a bit

> A quotation.

> [!WARNING]
> A note.

| left | right |
|---|---|
| a cell | another cell |

![A crab](crab.svg)

\`\`\`rust
fn only_read() {}
\`\`\`

<details><summary>More of it</summary>

What was folded away.

</details>
`;
const crab = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="red"/></svg>';

const withChapter = async (check, options) => {
  const own = await serve({
    under: '/',
    change: (path) => (path.endsWith('data-races.md') ? Buffer.from(everything) : path.endsWith('crab.svg') ? Buffer.from(crab) : undefined),
  });
  const page = await Page.open(here.browser, own.url, options);
  await check(page);
  await page.close();
  await own.close();
};

test('a chapter shows headings, text, lists, tables, pictures, quotes, notes, code and folds', () => withChapter(async (page) => {
  const widgets = await page.widgets();
  const has = (role, part) => assert.ok(widgets.some((w) => w.role === role && `${w.name} ${w.value}`.includes(part)), `${role}: ${part}`);
  has('heading', 'Everything');
  has('heading', 'Lists and quotes');
  has('paragraph', 'A paragraph with emphasis, strength, inline_code() and a link out.');
  for (const text of ['one', 'two and a bit', 'A quotation.', 'A note.', 'a cell | another cell']) has('paragraph', text);
  has('link', 'a link out');
  has('img', 'A crab');
  has('code', 'fn only_read() {}');
  assert.ok(!widgets.some(({ name }) => name === 'What was folded away.'));
  await page.activate('button', 'More of it');
  assert.ok(await page.has('paragraph', 'What was folded away.'));
  assert.deepEqual(page.complaints, []);
}));

test('a link out opens in a tab of its own', () => withChapter(async (page) => {
  await page.context.route('https://www.rust-lang.org/**', (route) => route.fulfill({ body: 'elsewhere' }));
  const [other] = await Promise.all([page.context.waitForEvent('page'), page.click('link', 'a link out')]);
  await other.waitForURL('https://www.rust-lang.org/learn');
  assert.match(page.page.url(), /data-races/);
}, { own: true }));

test('every block can be copied, as the Markdown-free text that it shows', () => withChapter(async (page) => {
  const copied = async (name) => {
    const { rect } = await page.find('paragraph', name);
    await page.page.mouse.move(rect.x + Math.min(40, rect.width / 2), rect.y + rect.height / 2);
    await page.idle();
    const button = (await page.all('button', 'Copy text')).find((b) => b.rect.y < rect.y + rect.height && b.rect.y + b.rect.height > rect.y - 8);
    assert.ok(button, `a button to copy "${name}"`);
    await page.page.mouse.click(button.rect.x + button.rect.width / 2, button.rect.y + button.rect.height / 2);
    await page.idle();
    return page.page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal((await copied(/^A paragraph with/)).trim(), 'A paragraph with emphasis, strength, inline_code() and a link out.');
  assert.equal((await copied('A quotation.')).trim(), 'A quotation.');
}, { permissions: ['clipboard-read', 'clipboard-write'] }));

test('the course list shows how far the student is, and leaves out what is not written', async () => {
  const page = await open({}, `${chapter}/what-to-keep`);
  const entry = () => page.find('link', /^Threads, data races/);
  const total = (await entry()).value;
  assert.match(total, /^0 of [1-9]\d*$/);
  assert.ok(!JSON.stringify(await page.widgets()).includes('Procedural macros'), 'drafts are hidden');
  const options = await page.all('radio', /^There is no data race, but/);
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), options[0].id);
  await page.idle();
  for (const { id, rect } of await page.all('button', 'Check')) if (rect.width > 0) await page.page.evaluate((n) => globalThis.crabglass.activate(n), id);
  await page.idle();
  assert.equal((await entry()).value, total.replace('0 of', '1 of'));
  await page.close();
});

test('the text can be made larger, and stays so', async () => {
  const page = await open({}, chapter);
  const height = async () => (await page.all('paragraph'))[0].rect.height;
  const before = await height();
  await page.click('button', 'Settings');
  await page.click('radio', '150 %');
  await page.press('Escape');
  assert.ok((await height()) > before * 1.4);
  const larger = await height();
  await page.reload();
  assert.equal(await height(), larger);
  await page.close();
});

test('the about page names the licence of everything that is shipped', async () => {
  const page = await open({ own: true });
  await page.click('button', 'Settings');
  const [about] = await Promise.all([page.context.waitForEvent('page'), page.click('button', 'About and licences')]);
  await about.waitForLoadState();
  const text = await about.innerText('body');
  for (const part of ['Crabglass', 'Dear ImGui', 'SDL', 'md4c', 'toml++', 'Emscripten', 'Inter', 'JetBrains Mono', '@codemirror/view', '@lezer/rust'])
    assert.ok(text.includes(part), part);
  const empty = await about.evaluate(() => [...document.querySelectorAll('details pre')].filter((pre) => pre.textContent.length < 400).length);
  assert.equal(empty, 0, 'a licence without text');
  await page.close();
});

test('Ctrl+K searches all chapters, and Enter goes to the place', async () => {
  const page = await open({}, chapter);
  await page.press('Control+k');
  await page.page.keyboard.type('philosophers');
  await page.idle();
  const [hit] = await page.all('link', /./).then((links) => links.filter(({ value }) => /Mutexes/.test(value)));
  assert.ok(hit, 'a chapter that was not opened is searched too');
  await page.press('Enter');
  assert.match(await page.page.evaluate(() => location.hash), /threads\/locks/);
  assert.ok(!(await page.has('dialog', 'Search the course')));
  assert.deepEqual(page.complaints, []);
  await page.close();
});
