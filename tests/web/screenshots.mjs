// Pictures of the page for people to look at: `node tests/web/screenshots.mjs FOLDER [SCREEN [THEME]]`
// writes the states that matter on desktop, tablet and phone, light and dark. `readme` in place of a
// screen writes the one picture that README.md shows.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, Page, site } from './support.mjs';

const [folder = 'build/screenshots', onlyScreen, onlyTheme] = process.argv.slice(2);
const chapter = '#/threads/data-races';
const screens = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180, touch: true, density: 2 },
  phone: { width: 390, height: 844, touch: true, density: 2 },
};

const server = await site();
const browser = await launch();
let shots = 0;

async function shoot(page, path) {
  await page.page.mouse.move(2, 2);
  await page.idle();
  await page.page.screenshot({ path });
  ++shots;
}

const pressButton = (page, name, value) => async () => {
  const found = (await page.all('button', name)).find((button) => value === undefined || button.value === value);
  if (!found) throw new Error(`no button ${name}`);
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), found.id);
  await page.idle();
};

const goTo = (page, anchor) => async () => {
  await page.page.evaluate((hash) => { location.hash = hash; }, `${chapter}/${anchor}`);
  await page.page.waitForTimeout(300);
  await page.idle();
};

async function scrollBy(page, distance) {
  await page.page.mouse.move(300, 400);
  await page.page.mouse.wheel(0, distance);
  await page.page.waitForTimeout(600);
  await page.idle();
}

async function backToStart(page) {
  const { rect } = await page.find('slider', 'Trace');
  await page.page.mouse.click(rect.x + 3, rect.y + rect.height / 2);
  await page.idle();
}

/** Drives the lost update half-way, so that both threads have loaded. */
async function driveLostUpdate(page) {
  await pressButton(page, 'Step forward')();
  for (let i = 0; i < 20 && !(await page.canMove('thread 1')); ++i) await pressButton(page, 'Move main')();
  for (const thread of ['thread 1', 'main'])
    for (let i = 0; i < 20; ++i) {
      const head = (await page.all('button', `Move ${thread}`))[0];
      if (!head || /store/.test(head.value)) break;
      await pressButton(page, `Move ${thread}`)();
    }
}

async function takeAll(screen, options, theme) {
  const page = await Page.open(browser, server.url + chapter, { ...options, dark: theme === 'dark', still: true });
  const isPhone = screen === 'phone';
  const pane = (name) => (isPhone ? page.activate('tab', name) : undefined);
  const take = async (name, action) => {
    try {
      await action?.();
      await shoot(page, join(folder, `${screen}-${theme}-${name}.png`));
    } catch (error) {
      console.error(`${screen}-${theme}-${name}: ${error.message.split('\n')[0]}`);
    }
  };
  await take('reading');
  await take('lost-update', goTo(page, 'the-lost-update'));
  await take('loaded', async () => {
    await pressButton(page, /./, 'lost-update')();
    await pane('Stage');
  });
  await take('run', pressButton(page, 'Run'));
  await take('driven', async () => { await backToStart(page); await driveLostUpdate(page); });
  await take('variables', () => page.activate('tab', 'Variables'));
  await take('explored', pressButton(page, 'Explore all'));
  await take('editing', async () => {
    await pressButton(page, 'Edit the program')();
    await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
    await page.page.waitForTimeout(300);
  });
  await take('error', async () => {
    await page.page.keyboard.press('Control+End');
    await page.page.keyboard.insertText('fn broken() { COUNTER.stor(undefined_name); }');
    await page.page.waitForTimeout(600);
    await page.idle();
    await page.activate('tab', /^Problems/);
  });
  await take('error-read', () => page.press('Escape'));
  await pane('Read');
  await take('question', async () => {
    await goTo(page, 'what-to-keep')();
    await scrollBy(page, -500);
  });
  const choose = async (pattern) => {
    const options_ = await page.all('radio', pattern);
    if (!options_.length) throw new Error(`no option ${pattern}`);
    await page.page.evaluate((id) => globalThis.crabglass.activate(id), options_[0].id);
    await page.idle();
    for (const { id } of await page.all('button', 'Check')) await page.page.evaluate((n) => globalThis.crabglass.activate(n), id);
    await page.idle();
  };
  const again = async () => { for (const { id } of await page.all('button', /^(Try again|Answer again)$/)) await page.page.evaluate((n) => globalThis.crabglass.activate(n), id); await page.idle(); };
  await take('wrong', () => choose(/^It always counts to 2: all/));
  await take('right', async () => { await again(); await choose(/^There is no data race, but/); });
  await take('settings', pressButton(page, 'Settings'));
  await take('help', async () => { await page.press('Escape'); await page.press('?'); });
  if (screen !== 'desktop') await take('contents', async () => { await page.press('Escape'); await page.activate('button', 'Course contents'); });
  if (page.complaints.length) console.error(screen, theme, page.complaints);
  await page.close();
}

/** What README.md shows: the chapter beside the lost update, half-way. */
async function takeForReadme() {
  const page = await Page.open(browser, `${server.url}${chapter}/the-lost-update`, { width: 1440, height: 900, still: true });
  await pressButton(page, /./, 'lost-update')();
  await driveLostUpdate(page);
  await shoot(page, join(folder, 'screenshot.png'));
  await page.close();
}

await mkdir(folder, { recursive: true });
if (onlyScreen === 'readme') await takeForReadme();
else
  for (const [screen, options] of Object.entries(screens))
    for (const theme of ['light', 'dark'])
      if ((!onlyScreen || onlyScreen === screen) && (!onlyTheme || onlyTheme === theme)) await takeAll(screen, options, theme);
await browser.close();
await server.close();
console.log(`${shots} pictures in ${folder}`);
