// Reading and answering: links, history, questions, and what survives a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const open = (options, route = '') => Page.open(here.browser, here.url + route, options);
const chapter = '#/threads/data-races';
const hash = (page) => new URL(page.page.url()).hash;
const headingAt = async (page, name) => (await page.find('heading', name)).rect;

test('a deep link opens the chapter at its heading', async () => {
  const page = await open({}, `${chapter}/the-lost-update`);
  const { y, height } = await headingAt(page, 'The lost update');
  assert.ok(height > 0 && y < 250, `the heading is at ${y}`);
  await page.close();
});

test('the course list goes to headings; back and forward return to where one was', async () => {
  const page = await open({}, chapter);
  await page.click('link', 'The lost update');
  await page.page.waitForTimeout(700);
  await page.idle();
  assert.equal(hash(page), `${chapter}/the-lost-update`);
  const there = (await page.saved()).scroll;
  assert.ok(there > 300, `scrolled to ${there}`);
  await page.page.goBack();
  await page.page.waitForTimeout(700);
  await page.idle();
  assert.equal(hash(page), chapter);
  assert.ok((await page.saved()).scroll < 50);
  await page.page.goForward();
  await page.page.waitForTimeout(700);
  await page.idle();
  assert.ok(Math.abs((await page.saved()).scroll - there) < 5);
  await page.click('button', 'Back');
  await page.page.waitForTimeout(700);
  await page.idle();
  assert.equal(hash(page), chapter);
  await page.close();
});

test('a chapter that is not there is said to be missing, and the course stays usable', async () => {
  const page = await open({}, '#/no/such-chapter');
  const widgets = JSON.stringify(await page.widgets());
  assert.match(widgets, /no chapter/);
  await page.click('button', 'Open the first chapter');
  assert.equal(hash(page), chapter);
  await page.close();
});

test('a link to a late chapter shows it in the course list too', async () => {
  const page = await open({}, '#/unsafe/aliasing');
  const { rect } = await page.find('link', 'Aliasing: Stacked Borrows and Tree Borrows');
  assert.ok(rect.height > 0 && rect.y >= 0 && rect.y + rect.height <= page.page.viewportSize().height, JSON.stringify(rect));
  await page.close();
});

const wrong = 'It always counts to 2: all accesses are under the lock.';
const right = 'There is no data race, but an update can still be lost.';

async function answer(page, text) {
  const { y } = (await page.find('radio', text)).rect;
  await page.page.mouse.move(560, 600);
  await page.page.mouse.wheel(0, y - 450);
  await page.idle();
  await page.click('radio', text);
  if (await page.has('button', 'Check')) await page.click('button', 'Check');
}

test('a wrong answer is explained, the right one counts, and a reload finds it again', async () => {
  const page = await open({}, `${chapter}/what-to-keep`);
  await answer(page, wrong);
  let saved = (await page.saved()).answers['data-races.two-steps-under-lock'];
  assert.equal(saved.right, false);
  assert.ok((await page.widgets()).some(({ name }) => /spans two critical sections/.test(name)), 'the reason is shown');
  assert.ok(await page.has('status', /^Not yet/));
  const again = (await page.all('button', /^(Try again|Answer again)$/)).find(({ rect }) => rect.height > 0);
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), again.id);
  await page.idle();
  await answer(page, right);
  saved = (await page.saved()).answers['data-races.two-steps-under-lock'];
  assert.equal(saved.right, true);
  assert.equal(saved.tries, 2);
  const place = (await page.saved()).scroll;
  await page.reload();
  assert.equal((await page.saved()).answers['data-races.two-steps-under-lock'].right, true);
  assert.ok(Math.abs((await page.saved()).scroll - place) < 40, 'the place is kept');
  assert.ok(!(await page.has('status', /Not yet/)));
  await page.close();
});

test('an answer that is begun and not given survives a reload', async () => {
  const page = await open({}, `${chapter}/what-to-keep`);
  const { y } = (await page.find('radio', wrong)).rect;
  await page.page.mouse.move(560, 600);
  await page.page.mouse.wheel(0, y - 450);
  await page.idle();
  await page.click('radio', wrong);
  assert.equal((await page.find('radio', wrong)).checked, true);
  await page.page.waitForFunction(() => globalThis.crabglass.saved().drafts?.['data-races.two-steps-under-lock'] !== undefined);
  await page.reload();
  assert.equal((await page.find('radio', wrong)).checked, true);
  assert.equal((await page.saved()).answers['data-races.two-steps-under-lock'], undefined);
  await page.close();
});

test('a reload finds the program on the stage that was there', async () => {
  const page = await open({}, `${chapter}/the-lost-update`);
  const onStage = async () => (await page.find('code', 'Program')).value;
  assert.doesNotMatch(await onStage(), /AtomicU32/);
  const card = (await page.all('button', 'Open on stage')).find(({ value }) => value === 'lost-update');
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), card.id);
  await page.idle();
  const shown = await onStage();
  assert.match(shown, /load/);
  await page.page.waitForFunction(() => globalThis.crabglass.saved().onStage === 'lost-update');
  await page.reload();
  assert.equal(await onStage(), shown);
  await page.close();
});

test('progress can be exported, cleared and imported again', async () => {
  const page = await open({}, `${chapter}/what-to-keep`);
  await answer(page, right);
  await page.click('button', 'Settings');
  const [download] = await Promise.all([page.page.waitForEvent('download'), page.click('button', 'Export')]);
  const file = await download.path();
  assert.match(await readFile(file, 'utf8'), /two-steps-under-lock/);
  await page.click('button', /^Clear/);
  await page.click('button', 'Clear everything');
  assert.deepEqual((await page.saved()).answers, {});
  if (!(await page.has('button', 'Import'))) await page.click('button', 'Settings');
  const [chooser] = await Promise.all([page.page.waitForEvent('filechooser'), page.click('button', 'Import')]);
  await chooser.setFiles(file);
  await page.page.waitForTimeout(200);
  await page.idle();
  assert.equal((await page.saved()).answers['data-races.two-steps-under-lock'].right, true);
  const [other] = await Promise.all([page.page.waitForEvent('filechooser'), page.click('button', 'Import')]);
  await other.setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('no json') });
  await page.page.waitForTimeout(200);
  await page.idle();
  assert.ok((await page.all('status')).some(({ name }) => /not a progress file/.test(name)));
  await page.close();
});

const key = 'crabglass.state';

test('stored state that is damaged or of a later version is set aside, not overwritten', async () => {
  for (const stored of ['{"version":1,"answers":{', '{"version":99,"answers":{}}']) {
    const page = await open({ wait: false, prepare: ({ page: tab }) => tab.addInitScript(([name, text]) => {
      if (!localStorage.getItem('seen')) localStorage.setItem(name, text);
      localStorage.setItem('seen', '1');
    }, [key, stored]) });
    await page.told(/kept aside/);
    await page.idle();
    assert.equal(await page.page.evaluate(() => localStorage.getItem('crabglass.state.set-aside')), stored);
    assert.ok(await page.has('button', 'Run'));
    await page.close();
  }
});

test('full storage is told and nothing stops', async () => {
  const page = await open({ wait: false, prepare: ({ page: tab }) => tab.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  }) });
  await page.told(/storage is full/);
  await page.idle();
  assert.ok(await page.has('button', 'Run'));
  await page.close();
});

test('two tabs of one student do not lose each other\'s answers', async () => {
  const one = await open({ own: true }, `${chapter}/what-to-keep`);
  const tab = await one.context.newPage();
  const two = Object.assign(new Page(), { context: one.context, page: tab, complaints: [] });
  await tab.goto(here.url + chapter);
  await two.idle();
  await one.page.bringToFront();
  await answer(one, right);
  await one.page.waitForTimeout(800);
  await two.page.bringToFront();
  await two.idle();
  assert.equal((await two.saved()).answers['data-races.two-steps-under-lock']?.right, true);
  await one.close();
});
