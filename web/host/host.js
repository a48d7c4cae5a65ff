// The browser's side of src/app/bridge.cpp. `createHost` makes the object that the program calls;
// what happens in the browser goes the other way as messages in `inbox`, which the program empties
// at the start of each frame. Frames are drawn only when someone has called `wake`.

import { Clipboard } from './clipboard.js';
import { EditorOverlay } from './editor_overlay.js';
import { fetchImage, download, pickFile } from './files.js';
import { listenToInput } from './input.js';
import { takeText, takeTextAtHand } from './prefetch.js';
import { openRoute, setRoute, encodeTry, currentRoute } from './routes.js';
import { Storage } from './storage.js';

const noteLimit = 50;
const carefulKey = 'crabglass.careful';

function wasStopped() {
  try {
    const was = sessionStorage.getItem(carefulKey) !== null;
    sessionStorage.removeItem(carefulKey);
    return was;
  } catch (error) {
    return false;
  }
}

export function createHost({ fonts, engine, fail }) {
  const inbox = [];
  const notes = [];
  let program = null;        // the exported functions, once the program has started
  let frameAsked = 0;
  let framesLeft = 0;
  let hasPicture = false;
  let frameCount = 0;
  let timer = 0;
  let workAsked = false;
  let pending = 0;           // downloads and the like that will send a message
  let isReady = false;
  let idleWaiters = [];
  let firstFrameDone;
  const firstFrame = new Promise((resolve) => { firstFrameDone = resolve; });

  // What an input changed shows in the next frame, and what that changed in the one after it.
  function wake(frames = 3) {
    framesLeft = Math.max(framesLeft, frames);
    askForFrame();
  }

  // The first picture is drawn when the program has a chapter to show, or has waited long enough.
  function askForFrame() {
    if (!frameAsked && program && hasPicture) frameAsked = requestAnimationFrame(frame);
  }

  function frame() {
    frameAsked = 0;
    drawOnce();
    settle();
  }

  function drawOnce() {
    if (framesLeft > 0) --framesLeft;
    clearTimeout(timer);
    timer = 0;
    let wait;
    try {
      const begin = performance.now();
      wait = program.frame();
      globalThis.crabglass.onFrame?.(performance.now() - begin);
    } catch (error) {
      stop(error);
      return;
    }
    if (++frameCount === 1) performance.mark('crabglass-drawn');
    overlay.place();
    firstFrameDone();
    follow(wait);
  }

  // What the program wants next: to draw at once (0), to work without drawing (-2), to work until it is
  // drawn (-3), to draw after some milliseconds, or nothing (-1).
  function follow(wait) {
    if (wait === 0 || wait === -3) framesLeft = Math.max(framesLeft, 1);
    if (wait === -2 || wait === -3) askForWork();
    else if (wait > 0) timer = setTimeout(() => wake(1), wait);
  }

  // By a message: a timer that starts itself again is made to wait 4 ms each time.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = work;
  function askForWork() {
    if (workAsked) return;
    workAsked = true;
    port2.postMessage(null);
  }

  function work() {
    workAsked = false;
    if (!program) return;
    clearTimeout(timer);
    timer = 0;
    try {
      const wait = program.work();
      const isOutdated = wait === 0 || wait === -3;
      if (isOutdated && !hasPicture) {
        hasPicture = true;
        framesLeft = 0;  // what came before the first picture is in it
      }
      // As after any input: what is scrolled into view is so one frame later.
      if (isOutdated) wake(wait === -3 ? 1 : 2);
      else if (wait > 0 && !hasPicture) timer = setTimeout(work, wait);
      else follow(wait);
      if (wait === -3) askForWork();
    } catch (error) {
      stop(error);
    }
    settle();
  }

  // The program is broken: what the student wrote is stored, and the next start is a careful one.
  function stop(error) {
    storage.flush();
    program = null;
    for (const resolve of idleWaiters.splice(0)) resolve(frameCount);
    try { sessionStorage.setItem(carefulKey, '1'); } catch (unstored) { /* then it starts as always */ }
    note(String(error?.stack ?? error));
    fail(new Error('There is a bug in Crabglass: a part of it stopped. Your text and answers are kept.'));
  }

  function settle() {
    if (!program) return;
    if (framesLeft > 0 && hasPicture) {
      askForFrame();
    } else if (inbox.length > 0) {
      askForWork();
    } else if (isIdle()) {
      if (!isReady) performance.mark('crabglass-ready');  // the first view is whole
      isReady = true;
      for (const resolve of idleWaiters.splice(0)) resolve(frameCount);
    }
  }

  const isIdle = () => program && framesLeft === 0 && inbox.length === 0 && pending === 0 &&
                       !program.busy();

  // A zero byte would end a text on its way: its picture stands for it, which is no Rust either.
  const messageText = (value) => String(value).replaceAll('\u0000', '\u2400');

  function send(name, first = '', second = '') {
    inbox.push([name, messageText(first), messageText(second)]);
    // Whether it changes the picture, the program says.
    if (name === 'fetched') askForWork();
    else wake();
  }

  /** Sends the promise's outcome as a message, and counts as work until then. */
  async function answer(promise, name, first, failedName) {
    ++pending;
    try {
      send(name, first, await promise);
    } catch (error) {
      send(failedName, first, error?.message ?? error);
    } finally {
      --pending;
      settle();
    }
  }

  const storage = new Storage(send, () => program?.saved() ?? null);
  const clipboard = new Clipboard(send);
  const overlay = new EditorOverlay({ send, wake, note, program: () => program });

  function note(text) {
    notes.push(text);
    if (notes.length > noteLimit) notes.shift();
  }

  const host = {
    firstFrame,
    note,

    // Called by the program, by these names (bridge.cpp).
    attach(exports) {
      const started = { ...exports, host };
      listenToInput({ program: started, wake, send, clipboard, drawNow: (n) => { for (; n > 0 && program; --n) drawOnce(); settle(); } });
      if (wasStopped()) send('careful');
      send('route', ...openRoute(currentRoute(), answerTry));
      window.addEventListener('popstate', () => send('route', ...openRoute(currentRoute(), answerTry)));
      program = started;
      askForWork();
    },
    takeMessage() { host.message = inbox.shift() ?? null; return host.message ? 1 : 0; },
    message: null,
    font: (name) => fonts[name] ?? null,
    releaseFonts() { fonts = {}; },
    setRoute,
    setTitle(title) { document.title = title; },
    // What is here already is a message at once: the first chapter needs no rounds through the browser.
    fetchText(url) {
      const text = takeTextAtHand(url);
      if (text !== null) send('fetched', url, text);
      else answer(takeText(url), 'fetched', url, 'fetch-failed');
    },
    fetchEngine: (url) => answer(Promise.all([takeText(url), engine.ready()]).then(([text]) => text), 'fetched', url, 'fetch-failed'),
    fetchImage: (url) => answer(fetchImage(url, host), 'image', url, 'image-failed'),
    images: {},
    loadState: () => storage.load(),
    stateChanged: () => storage.changed(),
    setStateAside: () => (storage.setAside() ? 1 : 0),
    copy: (text) => clipboard.write(text),
    clipboardText: () => clipboard.text,
    share: (text) => answer(encodeTry(text).then((hash) => location.href.split('#')[0] + hash), 'link', '', 'link-failed'),
    download,
    // The student may take any time to choose: that is no work under way.
    pickFile: () => pickFile().then((text) => send('file', '', text), (error) => send('file-failed', '', error.message)),
    openUrl(url) { window.open(url, '_blank', 'noopener'); },
    setTextInput(wanted, x, y, height) { host.textInput?.(wanted, x, y, height); },
    setEditor: (layout) => overlay.request(layout),
    setEditorText: (text) => overlay.setText(text),
    setEditorMarks: (marks) => overlay.setMarks(marks),
    setEditorTheme: (theme) => overlay.setTheme(theme),
    fail: (reason) => fail(new Error(reason)),
    setColors(background, isDark) {
      document.documentElement.style.background = background;
      document.body.style.background = background;
      document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
      for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.content = background;
    },
  };

  function answerTry(promise) { answer(promise, 'try', '', 'try-failed'); }

  // For tests, for the console, and for the mirror that screen readers will use.
  globalThis.crabglass = {
    widgets: () => JSON.parse(program ? program.widgets() : '[]'),
    activate: (id) => { program?.activate(id); wake(); },
    focus: (id) => { program?.focus(id); wake(); },
    // By the next frame the browser has told of a new size of the window.
    idle: () => new Promise((resolve) => {
      requestAnimationFrame(() => {
        if (!program && isReady) return resolve(frameCount);  // stopped
        idleWaiters.push(resolve);
        askForWork();
      });
    }),
    frames: () => frameCount,
    saved: () => JSON.parse(program ? program.saved() : '{}'),
    report: () => notes.join('\n'),
    editor: () => overlay.debugText(),
    saveNow: () => storage.flush(),
  };
  return host;
}
