// The futures view: machines before a run, live states and polls of a run, and what pressing them does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, useSite } from './support.mjs';

const here = useSite();

const openProgram = (program, options) =>
  Page.open(here.browser, `${here.url}#/try=p.${Buffer.from(JSON.stringify({ program, demo: 'states' })).toString('base64url')}`, options);
const cursor = async (page) => (await page.find('slider', 'Trace')).value;

const downloads = `use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

struct Countdown(u32);
impl Future for Countdown {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        Poll::Pending
    }
}

async fn download(id: u8) -> usize {
    let buf = [id; 64];
    Countdown(1).await;
    buf[0] as usize
}

async fn job() -> usize {
    download(7).await + 1
}

fn main() {
    let mut task = Box::pin(job());
    let mut cx = Context::from_waker(Waker::noop());
    while task.as_mut().poll(&mut cx).is_pending() {
        println!("pending");
    }
}
`;

test('machines are there before the run, and what each state keeps', async () => {
  const page = await openProgram(downloads);
  assert.ok((await page.find('tab', 'Futures')).checked ?? true);
  assert.equal((await page.find('heading', 'async fn download')).value, '72 bytes, line 17');
  assert.ok(await page.has('row', 'download Suspend0'));
  assert.equal((await page.find('row', 'buf')).value, '64 bytes');
  assert.equal((await page.find('row', 'Countdown(1).await')).value, 'line 19');
  assert.ok(!(await page.has('heading', 'Polls')), 'nothing was polled yet');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('after a run each poll is a mark, and pressing one goes to its end', async () => {
  const page = await openProgram(downloads);
  await page.activate('button', 'Run');
  assert.equal((await page.all('row', /, poll \d+$/)).length, 6);
  assert.match((await page.find('row', 'job')).value, /^ready after 2 polls$/);
  const end = await cursor(page);
  await page.activate('row', 'download, poll 1');
  assert.notEqual(await cursor(page), end);
  assert.equal((await page.find('row', 'download, poll 1')).value, 'Pending');
  assert.equal((await page.find('row', 'download')).value, 'Suspend0, line 19');
  assert.equal((await page.find('row', 'download Suspend0')).value, 'waits');
  assert.match((await page.find('row', 'buf')).value, /^\[7, 7, .*64 bytes$/);
  await page.activate('row', 'download Returned');
  assert.match((await page.find('row', 'download')).value, /^ready/);
  const frames = await page.frames();
  await page.page.waitForTimeout(600);
  assert.equal(await page.frames(), frames, 'a page at rest draws nothing');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('the code of a machine is lit where its future stands, and a future that waits can be cancelled', async () => {
  const page = await openProgram(downloads);
  await page.activate('button', 'Run');
  await page.activate('row', 'download, poll 1');
  await page.activate('button', 'Code of download');
  assert.ok(await page.has('row', '*self = Suspend0 { buf, countdown: Countdown(1) };'));
  assert.equal((await page.find('row', 'Suspend0 { buf: [u8; 64], countdown: Countdown },')).checked, true);
  await page.activate('button', 'Diagram');
  await page.activate('button', 'Cancel download');
  assert.match((await page.find('row', 'download')).value, /^dropped in Suspend0/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('on a phone the view fits, and is there to be touched', async () => {
  const page = await openProgram(downloads, { width: 390, height: 844, touch: true });
  await page.activate('button', 'Run');
  const fits = async (pattern) => {
    const rows = await page.all('row', pattern);
    assert.ok(rows.length > 0, `there is ${pattern}`);
    for (const { name, rect } of rows) assert.ok(rect.x >= 0 && rect.x + rect.width <= 390, `${name} is within the screen`);
  };
  await fits(/poll \d+$/);
  await page.activate('row', 'job, poll 1');
  await page.activate('radio', 'State machines');
  await fits(/Suspend0$/);
  assert.equal((await page.find('row', 'job Suspend0')).value, 'waits');
  await page.close();
});

test('a program without async code has no such view', async () => {
  const page = await Page.open(here.browser, `${here.url}#/try=p.${Buffer.from(JSON.stringify({ program: 'fn main() {}\n' })).toString('base64url')}`);
  assert.ok(!(await page.has('tab', 'Futures')));
  await page.close();
});
