// The controls of the stage by keyboard, the speed of playing, and what a step shows elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const plain = (program) => Buffer.from(JSON.stringify({ program })).toString('base64url');
const openProgram = (program, options) => Page.open(here.browser, `${here.url}#/try=p.${plain(program)}`, options);
const step = async (page) => Number((await page.find('slider', 'Trace')).value.match(/^step (\d+)/)[1]);
const last = async (page) => Number((await page.find('slider', 'Trace')).value.match(/of (\d+)$/)[1]);

const program = `use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static N: AtomicI32 = AtomicI32::new(0);

fn bump() {
    N.fetch_add(1, Ordering::SeqCst); N.fetch_add(1, Ordering::SeqCst);
}

fn main() {
    let t = thread::spawn(bump);
    bump();
    t.join().unwrap();
    println!("{}", N.load(Ordering::SeqCst));
}
`;

test('every control has a key: run, step, step over, the ends, play, explore, edit, move a thread', async () => {
  const page = await openProgram(program);
  await page.press('Enter');
  const end = await last(page);
  assert.ok(end > 5);
  assert.equal(await step(page), end);
  await page.press('ArrowLeft');
  assert.equal(await step(page), end - 1);
  await page.press('ArrowRight');
  assert.equal(await step(page), end);

  // Home and End are the reading pane's until the stage is touched.
  const trace = await page.find('heading', 'Shared program').catch(() => page.find('slider', 'Trace'));
  await page.page.mouse.click(trace.rect.x + trace.rect.width / 2, trace.rect.y + trace.rect.height / 2);
  await page.idle();
  await page.press('Home');
  assert.equal(await step(page), 0);
  await page.press('o');
  assert.ok(await step(page) > 0);
  await page.press('End');
  assert.equal(await step(page), end);

  await page.press('Home');
  await page.page.keyboard.press('p');
  await page.page.waitForFunction(() => globalThis.crabglass.widgets().some((w) => w.name === 'Pause'), null, { timeout: 5000 });
  await page.page.keyboard.press('p');
  await page.idle();
  assert.ok(await page.has('button', 'Play'));

  await page.press('Home');
  for (let i = 0; i < 30 && !(await page.canMove('thread 1')); ++i) await page.press('1');  // 1 is main, 2 its first child
  const before = await step(page);
  await page.press('2');
  assert.ok(await step(page) > before, 'the key of a thread moves it');

  await page.press('e');
  assert.ok((await page.all('status')).some(({ name }) => /all \d+/i.test(name)));

  await page.press('F2');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.waitForFunction(() => document.activeElement?.id === 'editor' || document.activeElement?.shadowRoot);
  await page.page.keyboard.press('Control+Enter');
  await page.idle();
  assert.equal(await step(page), await last(page));
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('the help sheet lists those keys', async () => {
  const page = await openProgram(program);
  await page.press('?');
  const keys = (await page.all('listitem')).map(({ name }) => name).join('\n');
  for (const word of [/run/i, /step forward/i, /step back/i, /over/i, /play/i, /explore|every order/i, /edit/i, /share|link/i, /move/i]) assert.match(keys, word);
  await page.close();
});

test('in a menu the arrows go from value to value, and Enter takes one', async () => {
  const page = await openProgram(program);
  await page.click('button', 'Edition: 2024');
  await page.press('ArrowDown');
  assert.equal((await page.find('radio', '2021')).focused, true);
  await page.press('ArrowDown');
  assert.equal((await page.find('radio', '2024')).focused, true, 'they go round');
  await page.press('ArrowUp');
  await page.press('Enter');
  assert.ok(await page.has('button', 'Edition: 2021'));
  assert.equal((await page.all('dialog')).length, 0);
  assert.equal(await step(page), 0, 'no step was made');
  await page.close();
});

test('nobody steps through what a static is computed from', async () => {
  const page = await openProgram(program);
  await page.click('button', 'Run');
  const end = await last(page);
  await page.press('Home');
  for (let i = 0; i < end; ++i) {
    assert.ok(!(await page.all('listitem', /is at line 4$/)).length, 'no thread stands at the static');
    await page.activate('button', 'Step forward');
  }
  await page.close();
});

test('playing has a speed, which is kept', async () => {
  const page = await openProgram(program);
  const slow = (await page.all('button', /\/ s$/))[0];
  await page.click('button', slow.name);
  const fast = (await page.all('button', /\/ s$/))[0];
  assert.ok(parseInt(fast.name, 10) > parseInt(slow.name, 10));
  await page.reload();
  assert.equal((await page.all('button', /\/ s$/))[0].name, fast.name);
  await page.close();
});

test('the program shows the line of each thread, and the call stack its function', async () => {
  const page = await openProgram(program);
  await page.click('button', 'Step forward');
  for (let i = 0; i < 10 && !(await page.canMove('thread 1')); ++i) await page.activate('button', 'Move main');
  await page.activate('button', 'Move thread 1');
  const lines = (await page.all('listitem', / is at line /)).map(({ name }) => name).sort();
  assert.equal(lines.length, 2, lines.join('; '));
  // A thread that may move stands before what others could notice: main is inside its own call.
  assert.match(lines[0], /^main is at line 7$/);
  assert.match(lines[1], /^thread 1 is at line [67]$/);
  await page.click('tab', 'Variables');
  assert.ok(await page.has('listitem', 'bump()'));
  assert.ok(await page.has('listitem', 'main()'));
  await page.close();
});

test('a row of the threads view leads to its step and marks its line', async () => {
  const page = await openProgram(program);
  await page.click('button', 'Run');
  const row = (await page.all('row', /^main: /))[1];
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), row.id);
  await page.idle();
  assert.ok(await step(page) < await last(page));
  assert.ok((await page.all('row')).some(({ checked, isChecked }) => checked ?? isChecked), 'the row is marked');
  await page.close();
});

test('an edit can be undone and redone from the stage', async () => {
  const page = await openProgram(program);
  const text = async () => (await page.find('code', 'Program')).value;
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  const colored = (look) => page.page.evaluate((name) => [...document.getElementById('editor').shadowRoot.querySelectorAll(name)].map((each) => each.textContent), look);
  assert.ok((await colored('.cg-function')).includes('fetch_add'), 'the editor colours as the reading view does');
  await page.page.keyboard.insertText('// once\n');
  await page.idle();
  await page.click('button', 'Undo');
  assert.equal(await text(), program);
  await page.click('button', 'Redo');
  assert.match(await text(), /^\/\/ once\n/);
  await page.close();
});
