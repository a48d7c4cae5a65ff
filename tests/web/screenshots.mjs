// Pictures of the page for people to look at: `node tests/web/screenshots.mjs FOLDER [ROUTE]` writes
// desktop, tablet and phone in the light and the dark theme, and the states that matter.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, Page, site } from './support.mjs';

const [folder = 'build/screenshots', route = ''] = process.argv.slice(2);
const screens = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180, touch: true, density: 2 },
  phone: { width: 390, height: 844, touch: true, density: 3 },
};

await mkdir(folder, { recursive: true });
const server = await site();
const browser = await launch();
const shots = [];
const shoot = async (page, name) => {
  await page.idle();
  await page.page.screenshot({ path: join(folder, `${name}.png`) });
  shots.push(name);
};

for (const [screen, options] of Object.entries(screens))
  for (const dark of [false, true]) {
    const theme = dark ? 'dark' : 'light';
    const page = await Page.open(browser, server.url + route, { ...options, dark, still: true });
    await shoot(page, `${screen}-${theme}`);
    const tryTo = async (name, action) => {
      try {
        await action();
        await shoot(page, `${screen}-${theme}-${name}`);
      } catch (error) {
        console.error(`${screen}-${theme}-${name}: ${error.message.split('\n')[0]}`);
      }
    };
    if (screen === 'phone') await tryTo('stage', () => page.activate('tab', 'Stage'));
    await tryTo('run', () => page.activate('button', 'Run'));
    await tryTo('explored', () => page.activate('button', /^Explore/));
    await tryTo('editing', () => page.activate('button', 'Edit the program'));
    await tryTo('help', async () => { await page.page.keyboard.press('Escape'); await page.press('?'); });
    if (page.complaints.length) console.error(screen, theme, page.complaints);
    await page.close();
  }
await browser.close();
await server.close();
console.log(`${shots.length} pictures in ${folder}`);
