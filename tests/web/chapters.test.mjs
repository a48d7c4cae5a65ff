// Every chapter of the course: it opens, its first program runs, and each view of the run comes to rest.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Page, root, useSite } from './support.mjs';

const here = useSite();

const summary = readFileSync(`${root}lessons/SUMMARY.md`, 'utf8');
const chapters = [...summary.matchAll(/\]\((\S+)\.md\)/g)].map(([, id]) => id);

test('the course has chapters', () => assert.ok(chapters.length > 0));

for (const chapter of chapters)
  test(`${chapter} opens, runs and rests in every view`, async () => {
    const page = await Page.open(here.browser, `${here.url}#/${chapter}`);
    assert.ok((await page.all('heading')).length > 0);
    assert.ok(!(await page.has('status', /no chapter/)));
    if (await page.has('button', 'Run')) {
      await page.activate('button', 'Run');
      for (const { name } of await page.all('tab')) await page.activate('tab', name);
    }
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
