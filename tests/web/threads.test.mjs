// The threads view and the table of outcomes: locks, waiting, channels, driving under C11, comparing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();
const openProgram = (shared, options) =>
  Page.open(here.browser, `${here.url}#/try=p.${Buffer.from(JSON.stringify(shared)).toString('base64url')}`, options);
const statuses = async (page) => (await page.all('status')).map(({ name }) => name).join('\n');
const rows = async (page) => (await page.all('row')).map(({ name, value }) => `${name} (${value})`).join('\n');
/** Loads the first outcome whose title fits. */
async function show(page, pattern) {
  const button = (await page.all('button', 'Show me')).find(({ value }) => pattern.test(value));
  await page.page.evaluate((id) => globalThis.crabglass.activate(id), button.id);
  await page.idle();
}

const crossed = `use std::sync::Mutex;
use std::thread;

static A: Mutex<i32> = Mutex::new(0);
static B: Mutex<i32> = Mutex::new(0);

fn main() {
    let t = thread::spawn(|| {
        let _b = B.lock().unwrap();
        let _a = A.lock().unwrap();
    });
    {
        let _a = A.lock().unwrap();
        let _b = B.lock().unwrap();
    }
    t.join().unwrap();
    println!("one");
    println!("two");
}
`;

const buffered = `use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static X: AtomicI32 = AtomicI32::new(0);
static Y: AtomicI32 = AtomicI32::new(0);

fn main() {
    let t = thread::spawn(|| {
        X.store(1, Ordering::Relaxed);
        Y.load(Ordering::Relaxed)
    });
    Y.store(1, Ordering::Relaxed);
    let a = X.load(Ordering::Relaxed);
    println!("{a} {}", t.join().unwrap());
}
`;

test('a deadlock is shown as a circle of who waits for whom', async () => {
  const page = await openProgram({ program: crossed });
  await page.click('button', 'Explore all');
  assert.match(await rows(page), /prints "one", "two"/, 'each printed line is quoted once');
  await show(page, /waits for/);
  assert.match(await statuses(page), /waits for lock `B`, held by thread 1, which waits for lock `A`, held by main/);
  assert.match(await statuses(page), /deadlock/i, 'the banner says how this run ended');
  await page.click('tab', /^Outcomes/);
  const besideLoaded = (await statuses(page)).split('\n').filter((words) => !words.startsWith('Showing: ')).join('\n');
  assert.doesNotMatch(besideLoaded, /held by/, 'of one run only its name stands above all of them');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('a program that always prints the same is proved to', async () => {
  const page = await openProgram({ program: crossed.replace('let _b = B.lock().unwrap();\n        let _a', 'let _a').replace('let _a = A.lock().unwrap();\n        let _b', 'let _b') });
  await page.click('button', 'Explore all');
  assert.match(await statuses(page), /All \d+ \w+ print "one", "two"/);
  await page.close();
});

test('channels and condition variables are listed', async () => {
  const page = await openProgram({ program: `use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    let t = thread::spawn(move || {
        tx.send(10).unwrap();
        tx.send(20).unwrap();
    });
    t.join().unwrap();
    println!("{}", rx.recv().unwrap());
}
` });
  await page.click('button', 'Run');
  let seen = '';
  for (let i = 0; i < 30 && (await page.find('button', 'Step back')).enabled; ++i) {
    seen += `${await statuses(page)}\n`;
    await page.activate('button', 'Step back');
  }
  assert.match(seen, /channel 1: 10, 20/);
  assert.match(seen, /channel 1: 20\n/);
  assert.match(seen, /channel 1: empty/);
  await page.close();
});

test('under C11 a student chooses what a load reads', async () => {
  const page = await openProgram({ program: buffered });
  assert.equal((await page.all('button', /^reads/)).length, 0);
  await page.click('button', 'Memory: SC');
  await page.click('radio', 'C11');
  await page.click('button', 'Step forward');
  for (let i = 0; i < 10 && !(await page.canMove('thread 1')); ++i) await page.activate('button', 'Move main');
  await page.activate('button', 'Move thread 1');
  await page.activate('button', 'Move main');
  await page.click('button', 'reads 0');
  assert.match(await rows(page), /X\.load → 0/);
  await page.click('button', 'reads 0');
  for (let i = 0; i < 20 && (await page.find('button', 'Step forward')).enabled; ++i) await page.activate('button', 'Step forward');
  await page.click('tab', 'Output');
  assert.equal((await page.find('code', 'Output')).value.trim(), '0 0');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('what only C11 allows stands beside what SC does, and can be shown and shared', async () => {
  const page = await openProgram({ program: buffered }, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('button', 'Explore all');
  assert.equal((await page.all('button', 'Show me')).length, 3);
  await page.click('button', 'Compare with C11');
  assert.match(await statuses(page), /1 outcome only under C11/);
  assert.match(await rows(page), /prints "0 0" \(0, only under C11\)/);
  await show(page, /0 0/);
  assert.match(await rows(page), /X\.load → 0/);
  await page.click('button', 'Share');
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  const other = await Page.open(here.browser, here.url + link.slice(link.indexOf('#')), {});
  await other.click('tab', 'Output');
  assert.equal((await other.find('code', 'Output')).value.trim(), '0 0');
  await other.close();
  await page.close();
});

test('what was pressed is not covered by its explanation', async () => {
  const page = await openProgram({ program: crossed });
  await page.click('button', 'Run');
  await page.page.waitForTimeout(900);
  const frames = await page.frames();
  await page.page.waitForTimeout(500);
  assert.equal(await page.frames(), frames, 'nothing is drawn while nothing changes');
  await page.close();
});
