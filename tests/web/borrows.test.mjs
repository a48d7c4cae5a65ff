// The aliasing models in the page: chosen on the stage, followed step by step, and what they say of
// undefined behaviour.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();

const parentWrites = `fn main() {
    let mut n = 1;
    let p = &raw mut n;
    let child = unsafe { &mut *p };
    *child = 2;
    unsafe { *p = 3 };
    *child += 1;
    println!("{n}");
}
`;

const openProgram = (shared, options) => {
  const text = Buffer.from(JSON.stringify({ program: parentWrites, ...shared })).toString('base64url');
  return Page.open(here.browser, `${here.url}#/try=p.${text}`, options);
};
const cursor = async (page) => (await page.find('slider', 'Trace')).value;
const pointer = async (page, name) => (await page.find('button', name)).value;

test('without a model the view offers one, and shows the tree of the run', async () => {
  const page = await openProgram({});
  await page.click('tab', 'Borrows');
  assert.ok((await page.find('radio', 'Off')).checked);
  await page.click('button', 'Run with Tree Borrows');
  assert.ok((await page.find('radio', 'Tree')).checked);
  assert.match(await pointer(page, /^&mut \*p: Disabled/), /line 4.*in child/);
  assert.match(await pointer(page, /^n: /), /also p/, 'a raw pointer to all of it is the memory itself');
  assert.ok(await page.has('heading', /three moments/));
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('the three moments lead to their steps', async () => {
  const page = await openProgram({ aliasing: 'stacked', demo: 'aliasing' });
  await page.click('button', 'Run');
  const end = await cursor(page);
  for (const line of ['Made in line 4', 'Lost in line 6', 'Used in line 7']) assert.ok(await page.has('link', line), line);
  await page.click('link', 'Lost in line 6');
  assert.notEqual(await cursor(page), end);
  assert.match(await pointer(page, /^&mut \*p: popped/), /just popped.*by line 6/);
  assert.ok(!(await page.has('link', 'Used in line 7')), 'at this step nothing is wrong yet');
  await page.click('button', /^&mut \*p: popped/);
  assert.match(await pointer(page, /^&mut \*p: Unique/), /new/);
  await page.close();
});

test('memory that is freed: where it was made, where it went, where it is used', async () => {
  const program = 'fn main() {\n    let b = Box::new(5);\n    let p = &raw const *b;\n    drop(b);\n    println!("{}", unsafe { *p });\n}\n';
  const page = await openProgram({ program, aliasing: 'tree', demo: 'aliasing' });
  await page.click('button', 'Run');
  assert.ok(await page.has('heading', /three moments/));
  for (const line of ['Made in line 2', 'Gone in line 4', 'Used in line 5']) assert.ok(await page.has('link', line), line);
  const end = await cursor(page);
  await page.click('link', 'Gone in line 4');
  assert.notEqual(await cursor(page), end);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('stepping shows each change, and the diagram lights it', async () => {
  const page = await openProgram({ aliasing: 'tree', demo: 'aliasing' });
  await page.click('button', 'Run');
  await page.click('link', 'Made in line 4');
  assert.match(await pointer(page, /^&mut \*p: Reserved/), /new/);
  await page.click('button', 'Step forward');
  assert.match(await pointer(page, /^&mut \*p: Unique/), /was Reserved/);
  assert.match((await page.find('listitem', 'Reserved to Unique')).value, /in this step/);
  assert.ok(await page.has('status', /goes from Reserved to Unique/));
  await page.close();
});

test('the other model is one press away, and the link keeps it', async () => {
  const page = await openProgram({ aliasing: 'tree', demo: 'aliasing' }, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.click('button', 'Run');
  await page.click('radio', 'Stacked');
  assert.match(await pointer(page, /^&mut \*p: popped/), /line 4/);
  await page.click('button', 'Share');
  await page.told(/clipboard/);
  const link = await page.page.evaluate(() => navigator.clipboard.readText());
  const again = await Page.open(here.browser, link);
  assert.ok((await again.find('radio', 'Stacked')).checked);
  assert.ok(await again.has('heading', /three moments/));
  await again.close();
  await page.click('radio', 'Off');
  assert.ok(!(await page.has('heading', /three moments/)));
  await page.close();
});

test('both models stand side by side, with arrows from variables to bytes', async () => {
  const parentReads = parentWrites.replace('unsafe { *p = 3 }', 'let _seen = unsafe { *p }').replace('*child += 1', 'assert!(*child == 2)');
  const page = await openProgram({ program: parentReads, aliasing: 'tree', demo: 'aliasing' });
  await page.click('button', 'Run');
  for (let i = 0; i < 2; ++i) await page.click('button', 'Step back');  // to where `n` is still there
  assert.match(await pointer(page, 'child points to byte 0 of n'), /^&mut \*p/);
  await page.click('radio', 'Both');
  assert.ok(await page.has('heading', 'Stacked Borrows'));
  assert.match((await page.find('link', 'First difference: line 6')).value, /child.*may only read under Tree Borrows/);
  await page.click('link', 'First difference: line 6');
  assert.ok(await page.has('button', /^&mut \*p: Disabled/));
  assert.ok(await page.has('button', /^&mut \*p: Frozen/));
  await page.close();
});

test('the page comes to rest after a step, also with motion', async () => {
  const page = await openProgram({ aliasing: 'tree', demo: 'aliasing' }, { still: false });
  await page.click('button', 'Run');
  await page.click('button', 'Step back');
  const frames = await page.frames();
  await page.page.waitForTimeout(500);
  assert.equal(await page.frames(), frames);
  await page.close();
});

test('on a phone all of it is within the screen', async () => {
  const page = await openProgram({ aliasing: 'stacked', demo: 'aliasing' }, { width: 390, height: 844, touch: true, density: 2 });
  await page.activate('button', 'Run');
  for (const { name, rect } of await page.all('button', /: (Unique|SharedReadWrite|popped)$/)) assert.ok(rect.x >= 0 && rect.x + rect.width <= 390, name);
  assert.ok(await page.has('tab', 'Borrows'));
  await page.close();
});
