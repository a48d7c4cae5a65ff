// Keyboard, clipboard, wheel and fingers: as native as the browser's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const open = (options, route = '') => Page.open(here.browser, here.url + route, options);

test("the browser's shortcuts are left to the browser", async () => {
  const page = await open();
  const taken = await page.page.evaluate(() => {
    const agent = document.getElementById('agent');
    agent.focus();
    const keys = [['r', true], ['f', true], ['t', true], ['w', true], ['l', true], ['p', true], ['+', true], ['-', true], ['0', true],
                  ['=', true], ['c', true], ['v', true], ['F5'], ['F12'], ['F3'], ['ArrowLeft', false, true]];
    return keys.filter(([key, ctrlKey = false, altKey = false]) =>
      !agent.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, altKey, bubbles: true, cancelable: true, keyCode: key.length === 1 ? key.toUpperCase().charCodeAt(0) : 116 })))
      .map(([key]) => key);
  });
  assert.deepEqual(taken, []);
  const wheel = await page.page.evaluate(() => document.getElementById('canvas').dispatchEvent(
    new WheelEvent('wheel', { deltaY: 100, ctrlKey: true, bubbles: true, cancelable: true })));
  assert.equal(wheel, true, 'zooming with the wheel is the browser\'s');
  await page.close();
});

test('Escape, then Tab, leaves the canvas', async () => {
  const page = await open();
  await page.page.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'next';
    document.body.append(button);
    document.getElementById('agent').focus();
  });
  await page.press('Tab');
  assert.equal(await page.page.evaluate(() => document.activeElement.id), 'agent', 'Tab alone moves within the page');
  await page.press('Escape');
  await page.press('Tab');
  assert.equal(await page.page.evaluate(() => document.activeElement.id), 'next');
  await page.close();
});

test('copying a program puts it in the system clipboard', async () => {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('button', 'Copy program');
  const text = await page.page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /fn main\(\)/);
  await page.close();
});

test('what the system clipboard holds can be pasted into the program', async () => {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.evaluate(() => navigator.clipboard.writeText('// from elsewhere: λ\n'));
  await page.page.keyboard.press('Control+Home');
  await page.page.keyboard.press('Control+v');
  await page.page.waitForTimeout(100);
  await page.idle();
  assert.match((await page.find('code', 'Program')).value, /^\/\/ from elsewhere: λ\n/);
  await page.close();
});

test('Ctrl A takes hold of all that a line of text holds', async () => {
  const page = await open();
  await page.page.keyboard.press('/');
  await page.idle();
  await page.page.keyboard.type('pin');
  await page.idle();
  await page.page.keyboard.press('Control+a');
  await page.idle();
  await page.page.keyboard.type('x');
  await page.idle();
  assert.equal((await page.find('textbox', 'Words')).value, 'x');
  await page.close();
});

test('two fingers are left to the browser, which zooms', async () => {
  const page = await open({ width: 390, height: 844, touch: true });
  const isLeft = await page.page.evaluate(() => {
    const canvas = document.getElementById('canvas');
    const at = (identifier, clientX) => new Touch({ identifier, target: canvas, clientX, clientY: 400 });
    const fire = (type, touches, changedTouches) => canvas.dispatchEvent(new TouchEvent(type, { touches, changedTouches, bubbles: true, cancelable: true }));
    const one = at(1, 100), two = at(2, 200);
    return [fire('touchstart', [one], [one]), fire('touchstart', [one, two], [two]), fire('touchmove', [one, two], [one, two]), fire('touchend', [], [one, two])];
  });
  assert.deepEqual(isLeft.slice(1, 3), [true, true]);
  assert.match(await page.page.evaluate(() => getComputedStyle(document.getElementById('canvas')).touchAction), /pinch-zoom/);
  assert.doesNotMatch(await page.page.getAttribute('meta[name=viewport]', 'content'), /user-scalable|maximum-scale/);
  await page.close();
});

test('the wheel scrolls the pane under the pointer, by as much as the browser would', async () => {
  const page = await open();
  await page.page.mouse.move(560, 500);
  const top = async () => (await page.all('heading')).find(({ rect }) => rect.x > 290 && rect.y > 60)?.rect.y ?? -1;
  const before = (await page.saved()).scroll;
  await page.page.mouse.wheel(0, 240);
  await page.page.waitForTimeout(500);
  await page.idle();
  const after = (await page.saved()).scroll;
  assert.ok(Math.abs(after - before - 240) < 2, `scrolled by ${after - before}, top heading at ${await top()}`);
  await page.close();
});

test('a finger scrolls and throws, and a tap presses', async () => {
  const page = await open({ width: 390, height: 844, touch: true, density: 2, still: false });
  const session = await page.context.newCDPSession(page.page);
  // A finger's times are its own: the machine may be slow to deliver them.
  let now = Date.now() / 1000;
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points, timestamp: now += 0.016 });
  await touch('touchStart', [{ x: 200, y: 600 }]);
  for (let y = 570; y >= 300; y -= 30) {
    await touch('touchMove', [{ x: 200, y }]);
  }
  await touch('touchEnd', []);
  await page.page.waitForTimeout(2500);
  await page.idle();
  const thrown = (await page.saved()).scroll;
  assert.ok(thrown > 300 + 20, `moved by 300 under the finger, and then glided to ${thrown}`);

  const tab = await page.find('tab', 'Stage');
  const at = { x: tab.rect.x + tab.rect.width / 2, y: tab.rect.y + tab.rect.height / 2 };
  await touch('touchStart', [at]);
  await touch('touchEnd', []);
  await page.idle();
  assert.ok(await page.has('button', 'Run'));
  await page.close();
});
