// The program on the stage: run, step, explore, edit, share; and programs that mean no good.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const open = (options, route = '') => Page.open(here.browser, here.url + route, options);

const plain = (text) => Buffer.from(JSON.stringify(typeof text === 'string' ? { program: text } : text)).toString('base64url');
const openProgram = (program, options) => open(options, `#/try=p.${plain(program)}`);
const cursor = async (page) => (await page.find('slider', 'Trace')).value;
const output = async (page) => {
  await page.click('tab', 'Output');
  return (await page.find('code', 'Output')).value;
};
const verdict = async (page) => (await page.all('status')).map(({ name }) => name).join('\n');

const lostUpdate = `use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static COUNTER: AtomicI32 = AtomicI32::new(0);

fn bump() {
    let n = COUNTER.load(Ordering::SeqCst);
    COUNTER.store(n + 1, Ordering::SeqCst);
}

fn main() {
    let t = thread::spawn(bump);
    bump();
    t.join().unwrap();
    println!("{}", COUNTER.load(Ordering::SeqCst));
}
`;

test('a program runs, and can be stepped back and forth', async () => {
  const page = await open();
  await page.click('button', 'Run');
  const end = await cursor(page);
  assert.match(end, /^step (\d+) of \1$/);
  await page.click('button', 'Step back');
  assert.notEqual(await cursor(page), end);
  await page.click('button', 'Step forward');
  assert.equal(await cursor(page), end);
  assert.ok((await page.all('row')).length > 3, 'the threads view has a row per event');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('the keys step as the buttons do, and dragging along the trace seeks', async () => {
  const page = await open();
  await page.click('button', 'Run');
  const end = await cursor(page);
  await page.press('ArrowLeft');
  assert.notEqual(await cursor(page), end);
  await page.press('ArrowRight');
  assert.equal(await cursor(page), end);
  const { rect } = await page.find('slider', 'Trace');
  await page.page.mouse.move(rect.x + rect.width - 12, rect.y + rect.height / 2);
  await page.page.mouse.down();
  await page.page.mouse.move(rect.x + 4, rect.y + rect.height / 2, { steps: 8 });
  await page.page.mouse.up();
  await page.idle();
  assert.match(await cursor(page), /^step 0 of/);
  await page.close();
});

test('playing goes on by itself and stops at the end', async () => {
  const page = await openProgram('fn main() {\n    println!("a");\n    println!("b");\n}\n');
  await page.click('button', 'Run');
  const end = await cursor(page);
  await page.press('Home');
  await page.click('button', 'Play');
  await page.page.waitForFunction((wanted) => globalThis.crabglass.widgets().find((w) => w.name === 'Trace').value === wanted, end, { timeout: 20000 });
  await page.idle();
  assert.ok(await page.has('button', 'Play'));
  await page.close();
});

test('exploring finds every outcome, and one of them can be loaded', async () => {
  const page = await openProgram(lostUpdate);
  await page.click('button', 'Explore all');
  const outcomes = (await page.all('row')).map(({ name }) => name).join('\n');
  assert.match(outcomes, /1/);
  assert.match(outcomes, /2/);
  assert.match(await verdict(page), /all \d+/i);
  const load = (await page.all('button', /^(Load|Show|Watch)/))[0];
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), load.id);
  await page.idle();
  assert.match(await cursor(page), /^step \d+ of [1-9]/);
  await page.close();
});

/** Moves a thread by its lane's head until what it does next fits. */
async function moveUntil(page, thread, wanted) {
  for (let i = 0; i < 30; ++i) {
    const head = await page.find('button', `Move ${thread}`);
    if (wanted.test(head.value)) return;
    await page.activate('button', `Move ${thread}`);
  }
  assert.fail(`${thread} never came to ${wanted}`);
}

test('a student who chooses who moves next can lose the update', async () => {
  const page = await openProgram(lostUpdate);
  await page.click('button', 'Step forward');
  for (let i = 0; i < 10 && !(await page.canMove('thread 1')); ++i) await page.activate('button', 'Move main');
  await moveUntil(page, 'thread 1', /store/);
  await moveUntil(page, 'main', /store/);
  for (let i = 0; i < 80 && (await page.find('button', 'Step forward')).enabled; ++i) await page.activate('button', 'Step forward');
  assert.equal((await output(page)).trim(), '1');
  assert.match(await verdict(page), /ran to its end/);
  await page.close();
});

test('stepping over does not stop inside the call', async () => {
  const page = await openProgram('fn twice(n: i32) -> i32 {\n    let m = n + n;\n    m\n}\n\nfn main() {\n    let a = twice(2);\n    let b = twice(a);\n    println!("{b}");\n}\n');
  const linesSeen = async (button) => {
    await page.click('button', 'Run');
    await page.press('Home');
    await page.click('tab', 'Variables');
    const functions = new Set();
    for (let i = 0; i < 60 && (await page.find('button', button)).enabled; ++i) {
      for (const { name } of await page.all('listitem')) functions.add(name);
      await page.activate('button', button);
    }
    return [...functions].filter((name) => name === 'twice()').length;
  };
  assert.equal(await linesSeen('Step over'), 0);
  assert.equal(await linesSeen('Step forward'), 1);
  await page.close();
});

test('variables are shown as one would write them', async () => {
  const page = await openProgram('struct Point {\n    x: i32,\n    y: i32,\n}\n\nfn main() {\n    let p = Point { x: 1, y: -2 };\n    let list = [1, 2, 3];\n    let word = "héllo";\n    let pair = (true, \'z\');\n    println!("{} {} {} {}", p.x + p.y, list[0], word, pair.0);\n}\n');
  await page.click('button', 'Run');
  await page.click('tab', 'Variables');
  let values = {};
  for (let i = 0; i < 30 && !values.pair; ++i) {
    await page.activate('button', 'Step back');
    values = Object.fromEntries((await page.all('row')).map(({ name, value }) => [name, value]));
  }
  assert.equal(values.p, 'Point { x: 1, y: -2 }');
  assert.equal(values.list, '[1, 2, 3]');
  assert.equal(values.word, '"héllo"');
  assert.equal(values.pair, "(true, 'z')");
  await page.close();
});

test('a variable is in view to the end of its block', async () => {
  const page = await openProgram('fn main() {\n    let n = 5;\n    {\n        let inner = n + 1;\n        println!("{inner}");\n    }\n    println!("{n}");\n}\n');
  await page.click('button', 'Run');
  await page.click('tab', 'Variables');
  const seen = new Map();
  for (let i = 0; i < 40 && (await page.find('button', 'Step back')).enabled; ++i) {
    await page.activate('button', 'Step back');
    const line = (await page.all('listitem', 'main()'))[0]?.value;
    if (line) seen.set(line, Object.fromEntries((await page.all('row')).map(({ name, value }) => [name, value])));
  }
  assert.equal(seen.get('line 7').n, '5');
  assert.equal(seen.get('line 7').inner, undefined);
  assert.equal(seen.get('line 5').inner, '6');
  assert.equal(seen.get('line 5').n, '5');
  await page.close();
});

test('the table of outcomes names the race, and loading it shows both accesses', async () => {
  const page = await openProgram('use std::thread;\n\nstatic mut N: u32 = 0;\n\nfn main() {\n    let t = thread::spawn(|| unsafe { N = 1 });\n    let seen = unsafe { N };\n    t.join().unwrap();\n    println!("{seen}");\n}\n');
  await page.click('button', 'Explore all');
  assert.match((await page.all('row')).map(({ name }) => name).join('\n'), /data race/i);
  const load = (await page.all('button', /^(Load|Show|Watch)/))[0];
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), load.id);
  await page.idle();
  assert.match(await verdict(page), /data race/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('an edit to a compile error is marked, explained, and undone', async () => {
  const page = await open();
  await page.click('button', 'Explore all');
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.keyboard.press('Control+End');
  await page.page.keyboard.type('fn broken() { undefined_name; }');
  await page.page.waitForTimeout(500);
  await page.idle();
  await page.click('tab', 'Outcomes');
  await page.click('button', 'Show the problems');   // outcomes of an earlier text are not shown
  assert.ok((await page.widgets()).some(({ name }) => /E0425/.test(name)), 'E0425 is listed');
  assert.ok((await page.page.evaluate(() => document.getElementById('editor').shadowRoot.querySelectorAll('.cm-lintRange-error').length)) > 0);
  for (let i = 0; i < 12 && /broken/.test(await page.page.evaluate(() => globalThis.crabglass.editor())); ++i) await page.click('button', 'Undo');
  await page.page.waitForTimeout(500);
  await page.idle();
  assert.ok(!(await page.widgets()).some(({ name }) => /E0425/.test(name)), 'the error is gone');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('who leaves the editor sees the first mistake', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `    println!("${i}");`);
  const page = await openProgram(`fn main() {\n${lines.join('\n')}\n}\n`);
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.keyboard.press('Control+End');
  await page.page.keyboard.insertText('fn broken() { undefined_name; }');
  await page.page.waitForTimeout(500);
  await page.press('Escape');
  const program = (await page.find('code', 'Program')).rect, mistake = (await page.find('status', /^E0425/)).rect;
  assert.ok(mistake.y > program.y && mistake.y < program.y + program.height, 'the mistake is in sight');
  await page.close();
});

test('an edited program survives a reload and can be reset', async () => {
  const page = await open();
  const text = async () => (await page.find('code', 'Program')).value;
  const lesson = await text();
  await page.click('button', 'Edit the program');
  await page.page.waitForFunction(() => !document.getElementById('editor').hidden);
  await page.page.keyboard.insertText('// mine: héllo λ\n');
  await page.idle();
  await page.reload();
  assert.match(await text(), /^\/\/ mine: héllo λ\n/);
  await page.click('button', "Reset to the lesson's text");
  assert.equal(await text(), lesson);
  await page.close();
});

test('a link carries the program and its run', async () => {
  const page = await openProgram(lostUpdate, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('button', 'Run');
  const end = await cursor(page);
  await page.click('button', 'Share');
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/try=z\./);
  const other = await open({}, link.slice(link.indexOf('#')));
  assert.equal((await other.find('code', 'Program')).value, lostUpdate);
  assert.equal(await cursor(other), end);
  await other.close();
  await page.close();
});

const hostile = {
  'does not parse': ['fn main( { let x = ; }}}', /./],
  'never ends': ['fn main() {\n    loop {}\n}\n', /./],
  'calls itself for ever': ['fn f(n: u64) -> u64 { f(n + 1) + 1 }\nfn main() {\n    f(0);\n}\n', /./],
  'allocates without end': ['fn main() {\n    let mut all = Vec::new();\n    loop {\n        all.push(vec![0u64; 1 << 20]);\n    }\n}\n', /./],
  'grows one buffer without end': ['fn main() {\n    let mut all = Vec::new();\n    loop {\n        all.push([0u8; 100000]);\n    }\n}\n', /./],
  'spawns without end': ['fn main() {\n    loop {\n        std::thread::spawn(|| loop {});\n    }\n}\n', /./],
  'prints without end': ['fn main() {\n    loop {\n        println!("again and again");\n    }\n}\n', /./],
  'is nested very deep': [`fn main() { let x = ${'('.repeat(5000)}1${')'.repeat(5000)}; }`, /./],
  'is empty': ['', /./],
  'is one long line': [`fn main() { /* ${'x'.repeat(200000)} */ }`, /./],
};
for (const [what, [program]] of Object.entries(hostile))
  test(`a program that ${what} leaves the page working`, { timeout: 90000 }, async () => {
    const page = await openProgram(program);
    if ((await page.find('button', 'Run')).enabled) await page.click('button', 'Run');
    const said = JSON.stringify(await page.widgets());
    if (what !== 'is one long line') assert.match(said, /error|expected|limit|steps|deep|overflow|memory|main|output/i);
    await page.click('button', 'Help');
    assert.equal((await page.all('dialog')).length, 1);
    await page.press('Escape');
    assert.deepEqual(page.complaints, []);
    await page.close();
  });

test('a long search shows its progress, is drawn again and again, and can be cancelled', async () => {
  const workers = 'fn work() {\n    for _ in 0..8 {\n        N.fetch_add(1, Ordering::SeqCst);\n    }\n}\n';
  const page = await openProgram(`use std::sync::atomic::{AtomicUsize, Ordering};\nuse std::thread;\nstatic N: AtomicUsize = AtomicUsize::new(0);\n${workers}fn main() {\n    let a = thread::spawn(work);\n    let b = thread::spawn(work);\n    let c = thread::spawn(work);\n    a.join().unwrap();\n    b.join().unwrap();\n    c.join().unwrap();\n}\n`);
  const explore = await page.find('button', 'Explore all');
  await page.page.mouse.click(explore.rect.x + 10, explore.rect.y + 10);
  await page.page.waitForFunction(() => globalThis.crabglass.widgets().some((w) => w.name === 'Cancel'), null, { timeout: 10000 });
  const frames = await page.frames();
  await page.page.waitForFunction((before) => globalThis.crabglass.frames() >= before + 3, frames);
  const cancel = await page.find('button', 'Cancel');
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), cancel.id);
  await page.idle();
  assert.ok(!(await page.has('button', 'Cancel')));
  await page.close();
});
